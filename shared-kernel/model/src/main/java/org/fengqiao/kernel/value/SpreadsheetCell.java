package org.fengqiao.kernel.value;

import org.jspecify.annotations.Nullable;

/**
 * A cell of comma-separated values that a spreadsheet shows and does not compute: what somebody wrote must not run on
 * the machine of whoever opens the file.
 */
public final class SpreadsheetCell {

    /** Texts that begin with one of these are read as formulas, the wide ones where people write Chinese. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private SpreadsheetCell() {}

    /** Returns the value as text, with a quote before what would be a formula; empty for null. */
    public static String of(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var harmless = value instanceof Number || text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0;
        return harmless ? text : "'" + text;
    }
}
