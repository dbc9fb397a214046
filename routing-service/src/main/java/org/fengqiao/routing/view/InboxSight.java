package org.fengqiao.routing.view;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Extent of a look at the inboxes: a snapshot of the database, by which a later look tells exactly what is new,
 * whatever transactions were under way. Opaque to callers.
 *
 * @param from the first transaction that had not ended
 * @param to the first transaction that had not begun
 * @param underway those between that had not ended, in ascending order
 */
public record InboxSight(BigInteger from, BigInteger to, List<BigInteger> underway) {

    /** The form of its text. */
    public static final String FORM = "([0-9]{1,20}):([0-9]{1,20}):((?:[0-9]{1,20},)*[0-9]{1,20})?";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    /** Transactions are counted in 64 bits. */
    private static final BigInteger END = BigInteger.TWO.pow(64);

    /** @throws IllegalArgumentException if no database has such a snapshot */
    public InboxSight {
        underway = List.copyOf(underway);
        var before = from;
        if (from.signum() == 0 || from.compareTo(to) > 0 || to.compareTo(END) >= 0) {
            throw new IllegalArgumentException("no snapshot");
        }
        for (var one : underway) {
            if (one.compareTo(before) < 0 || one.compareTo(to) >= 0) {
                throw new IllegalArgumentException("no snapshot");
            }
            before = one;
        }
    }

    /**
     * Reads the text of a snapshot.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static InboxSight parse(String text) {
        var parts = PATTERN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no snapshot");
        }
        return new InboxSight(
                new BigInteger(parts.group(1)),
                new BigInteger(parts.group(2)),
                parts.group(3) == null
                        ? List.of()
                        : Stream.of(parts.group(3).split(","))
                                .map(BigInteger::new)
                                .toList());
    }

    /** Returns it as PostgreSQL writes it. */
    @Override
    public String toString() {
        return from + ":" + to + ":"
                + String.join(",", underway.stream().map(BigInteger::toString).toList());
    }
}
