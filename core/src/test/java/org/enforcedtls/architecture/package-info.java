/**
 * The rules that the shape of this project goes by, as tests: who may import whom, who may know
 * what, what callers get to see, how things are named, how long a file may be, and how RFCs are
 * cited.
 *
 * <p>Rules about classes read what the compiler made of core; rules about text read the sources of
 * all modules. Each rule is also held against something that breaks it, a class below {@code
 * fixture} or a file that the test writes, so that none can pass because it looks at nothing.
 */
package org.enforcedtls.architecture;
