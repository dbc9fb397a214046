package org.fengqiao.kernel.sealing;

import java.text.Normalizer;
import java.util.Locale;

/** One form for what people write in many, so that the same person is found whoever typed it. */
final class Normal {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    private Normal() {}

    static String of(PersonalKind kind, String text) {
        var normal = once(kind, text);
        // What was lower-cased or moved together may be normalised once more: a form that isn't its own normal form
        // would be missed.
        for (var again = once(kind, normal); !again.equals(normal); again = once(kind, normal)) {
            normal = again;
        }
        return normal;
    }

    private static String once(PersonalKind kind, String text) {
        // NFKC also makes full-width letters and digits ordinary ones. Formatting characters, such as a zero-width
        // space, are not seen.
        var normal = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\p{Cf}\\p{Cc}]", "");
        return switch (kind) {
            case ID_NUMBER -> idNumber(normal);
            case PHONE -> phone(normal);
            case NAME -> name(normal);
            case ADDRESS, STATEMENT, NARRATIVE ->
                throw new IllegalArgumentException("there is no index over " + kind + ": nobody writes it twice alike");
        };
    }

    /** Letters in upper case (a final x is X), no spaces and hyphens; a number of 15 digits, as issued until 1999, in its form of 18. */
    private static String idNumber(String text) {
        var number = text.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT);
        return number.matches("[0-9]{15}") ? eighteen(number) : number;
    }

    /** GB 11643-1999: the year in four digits, and a check character over all 17. */
    private static String eighteen(String fifteen) {
        var seventeen = fifteen.substring(0, 6) + "19" + fifteen.substring(6);
        var sum = 0;
        for (var at = 0; at < WEIGHTS.length; at++) {
            sum += WEIGHTS[at] * (seventeen.charAt(at) - '0');
        }
        return seventeen + CHECK.charAt(sum % 11);
    }

    /** Digits only, and a mobile number without the country's code. */
    private static String phone(String text) {
        var digits = text.replaceAll("[^0-9]", "");
        return digits.matches("(00)?86(1[0-9]{10})") ? digits.substring(digits.length() - 11) : digits;
    }

    /**
     * Lower case; one sign for the dots in names of minorities; no spaces at all in a name with Chinese characters, where they only set it
     * straight (张 三), and single ones in others.
     */
    private static String name(String text) {
        var name = text.replaceAll("[·•・‧∙⋅･]", "·")
                .replaceAll("\\s*·\\s*", "·")
                .strip()
                .toLowerCase(Locale.ROOT);
        var chinese =
                name.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
        return name.replaceAll("\\s+", chinese ? "" : " ");
    }
}
