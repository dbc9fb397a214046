package org.fengqiao.kernel.sealing;

import java.util.Locale;
import java.util.regex.Pattern;

/** One form for what people write in many, so that the same person is found whoever typed it. */
final class Normalizer {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    /** Such as a zero-width space. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}]");

    private static final Pattern SPACES_AND_HYPHENS = Pattern.compile("[\\s\\p{Pd}]");
    private static final Pattern FIFTEEN_DIGITS = Pattern.compile("[0-9]{15}");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");
    private static final Pattern MOBILE_WITH_COUNTRY = Pattern.compile("(00)?86(1[0-9]{10})");
    private static final Pattern DOT = Pattern.compile("\\s*[·•・‧∙⋅･]\\s*");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Normalizer() {}

    static String of(PersonalKind kind, String text) {
        return isPlain(kind, text) ? text : thoroughly(kind, text);
    }

    /**
     * Returns whether it is surely in normal form: what most people write is, and to see that takes a fraction of the
     * time.
     */
    private static boolean isPlain(PersonalKind kind, String text) {
        return switch (kind) {
            case NAME -> text.chars().allMatch(Normalizer::isUnifiedIdeograph);
            case ID_NUMBER ->
                text.length() == 18
                        && text.chars().limit(17).allMatch(Normalizer::isDigit)
                        && (isDigit(text.charAt(17)) || text.charAt(17) == 'X');
            case PHONE -> text.length() <= 12 && text.chars().allMatch(Normalizer::isDigit);
            case ADDRESS, STATEMENT, NARRATIVE, RECEIPT_CODE -> false;
        };
    }

    /** Returns whether it is in the block of Chinese characters that have no other form, U+4E00 to U+9FFF. */
    private static boolean isUnifiedIdeograph(int character) {
        return character >= 0x4E00 && character <= 0x9FFF;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Returns the normal form of whatever it is. */
    static String thoroughly(PersonalKind kind, String text) {
        var normal = text;
        // Until nothing changes: what was lower-cased or moved together may be normalised once more, and a form that
        // isn't its own normal form would be missed. What is plain already takes one turn.
        for (var next = once(kind, normal); !next.equals(normal); next = once(kind, normal)) {
            normal = next;
        }
        return normal;
    }

    private static String once(PersonalKind kind, String text) {
        var normal = without(UNSEEN, compatible(text));
        return switch (kind) {
            case ID_NUMBER -> idNumber(normal);
            case PHONE -> phone(normal);
            case NAME -> name(normal);
            case ADDRESS, STATEMENT, NARRATIVE, RECEIPT_CODE ->
                throw new IllegalArgumentException("there is no index over " + kind + ": nobody writes it twice alike");
        };
    }

    /**
     * NFKC, which also makes full-width letters and digits ordinary ones. To see that it has nothing to do costs less
     * than to have it done.
     */
    private static String compatible(String text) {
        return java.text.Normalizer.isNormalized(text, java.text.Normalizer.Form.NFKC)
                ? text
                : java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
    }

    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll("");
    }

    /**
     * Letters in upper case (a final x is X), no spaces and hyphens; a number of 15 digits, as issued until 1999, in
     * its form of 18.
     */
    private static String idNumber(String text) {
        var number = without(SPACES_AND_HYPHENS, text).toUpperCase(Locale.ROOT);
        return FIFTEEN_DIGITS.matcher(number).matches() ? eighteen(number) : number;
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
        var digits = without(NO_DIGITS, text);
        return MOBILE_WITH_COUNTRY.matcher(digits).matches() ? digits.substring(digits.length() - 11) : digits;
    }

    /**
     * Lower case; one sign for the dots in names of minorities; no spaces at all in a name with Chinese characters,
     * where they only set it straight (张 三), and single ones in others.
     */
    private static String name(String text) {
        var name = DOT.matcher(text).replaceAll("·").strip().toLowerCase(Locale.ROOT);
        var spaces = SPACES.matcher(name);
        return spaces.find() ? spaces.replaceAll(isChinese(name) ? "" : " ") : name;
    }

    private static boolean isChinese(String name) {
        return name.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }
}
