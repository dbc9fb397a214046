package org.fengqiao.caseload.log;

/**
 * Something in a log that cannot be read.
 *
 * @param line the line of the file in which it begins, from 1
 * @param what what is wrong
 */
public record LogFault(long line, String what) {

    @Override
    public String toString() {
        return "line %d: %s".formatted(line, what);
    }
}
