package org.fengqiao.kernel.legalclock;

/**
 * A span of time as the law gives it, such as 15 days or 5 working days.
 *
 * @param count how many, at least 1
 * @param unit of what
 */
public record Length(int count, CountUnit unit) {

    /** @throws IllegalArgumentException if the count is not positive */
    public Length {
        if (count < 1) {
            throw new IllegalArgumentException("a length is at least 1, not " + count);
        }
    }
}
