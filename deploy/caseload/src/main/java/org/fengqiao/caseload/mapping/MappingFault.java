package org.fengqiao.caseload.mapping;

/**
 * Something that is wrong in a mapping.
 *
 * @param file the file
 * @param line the line, from 1
 * @param what what is wrong, and where it helps, what would be right
 */
public record MappingFault(String file, int line, String what) {

    /** {@code file:line: what}, as editors and terminals make it clickable. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + what;
    }
}
