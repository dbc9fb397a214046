package org.fengqiao.kernel.disclosure;

/** The extent to which somebody sees a personal text; each one shows more than the one before. */
public enum Extent {
    /** Only that there is a value, and nothing of it. */
    NOTHING,
    /** So much that somebody who knows it recognises it: {@code 150203********1234}. */
    MASKED,
    /** All of it. */
    FULL
}
