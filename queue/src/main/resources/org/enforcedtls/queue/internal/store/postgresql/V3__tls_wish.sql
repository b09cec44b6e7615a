-- What the sender says about TLS (RFC 8689): requiretls or tls-required-no; without, nothing.
ALTER TABLE queue_message ADD COLUMN tls_wish text;
