package org.fengqiao.kernel.legalclock.files;

/**
 * Something that is wrong in a file.
 *
 * @param file the file, such as {@code legal/rules/petition-regulations.yaml}
 * @param line the line, from 1
 * @param what what is wrong, and where it helps, what would be right
 */
public record Fault(String file, int line, String what) {

    /** {@code file:line: what}, as editors and terminals make it clickable. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + what;
    }
}
