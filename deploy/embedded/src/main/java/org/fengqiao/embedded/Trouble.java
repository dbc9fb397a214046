package org.fengqiao.embedded;

/** Something that whoever started the program can understand and mend; told in one line, without a stack trace. */
final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    Trouble(String message) {
        super(message);
    }

    Trouble(String message, Throwable cause) {
        super(message, cause);
    }
}
