package org.fengqiao.kernel.legalclock.files;

/**
 * A file as it was found.
 *
 * @param path its path, as faults name it
 * @param text its content
 */
public record LegalFile(String path, String text) {

    /** Returns the name without folders and without {@code .yaml}. */
    String stem() {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".yaml") ? name.substring(0, name.length() - 5) : name;
    }
}
