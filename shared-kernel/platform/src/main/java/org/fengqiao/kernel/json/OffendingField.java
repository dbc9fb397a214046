package org.fengqiao.kernel.json;

/**
 * A field of an input that cannot be accepted.
 *
 * @param field where it stands, such as {@code applicants[0].name}; empty for the whole body
 * @param code what is wrong: {@code missing}, {@code wrong-type}, {@code unknown-code}, {@code too-long} and so on
 * @param detail the same in words, without quoting what was sent
 */
public record OffendingField(String field, String code, String detail) {}
