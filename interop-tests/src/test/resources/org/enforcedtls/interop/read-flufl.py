# Prints what flufl.bounce reads of a notice: each recipient, and whether it failed for now or for good.
import email
import sys

from flufl.bounce import all_failures

with open(sys.argv[1], "rb") as file:
    temporary, permanent = all_failures(email.message_from_binary_file(file))
for address in temporary:
    print(address.decode("utf-8"), "delayed")
for address in permanent:
    print(address.decode("utf-8"), "failed")
