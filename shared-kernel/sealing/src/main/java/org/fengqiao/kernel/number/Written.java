package org.fengqiao.kernel.number;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people write them. */
final class Written {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}]");
    private static final Pattern SPACES_AND_HYPHENS = Pattern.compile("[\\s\\p{Z}\\p{Pd}]");

    private Written() {}

    /** Returns the text with ordinary letters and digits in the place of full-width ones, and nothing unseen. */
    static String visible(String text) {
        return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    /** Returns letters in upper case and digits, without the spaces and hyphens that only set them apart. */
    static String together(String text) {
        var together = text;
        // Until nothing changes: what is in upper case may have another compatible form.
        for (var next = once(together); !next.equals(together); next = once(together)) {
            together = next;
        }
        return together;
    }

    private static String once(String text) {
        return SPACES_AND_HYPHENS.matcher(visible(text)).replaceAll("").toUpperCase(Locale.ROOT);
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
