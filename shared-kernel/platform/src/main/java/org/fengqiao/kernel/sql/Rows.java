package org.fengqiao.kernel.sql;

import java.time.Instant;

import io.vertx.sqlclient.Row;

/** Conversions from a {@link Row} to this program's types. */
public final class Rows {

    private Rows() {}

    /** A time that is never null, exact to the microsecond. */
    public static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
