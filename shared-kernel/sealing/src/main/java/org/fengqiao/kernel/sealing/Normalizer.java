package org.fengqiao.kernel.sealing;

import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.fengqiao.kernel.number.IdentityNumber;
import org.fengqiao.kernel.number.PhoneNumber;

/** One form for what people write in many, so that the same person is found whoever typed it. */
final class Normalizer {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private Normalizer() {}

    /** Returns the normal forms of a value: one, or one for each telephone number in it; none if it says nothing. */
    static List<String> of(PersonalKind kind, String text) {
        return isPlain(kind, text) ? List.of(text) : thoroughly(kind, text);
    }

    /**
     * Returns whether it is surely in normal form: what most people write is, and to see that takes a fraction of the
     * time.
     */
    private static boolean isPlain(PersonalKind kind, String text) {
        return !text.isEmpty()
                && switch (kind) {
                    case NAME -> text.chars().allMatch(Normalizer::isUnifiedIdeograph);
                    case ID_NUMBER ->
                        text.length() == 18
                                && text.chars().limit(17).allMatch(Normalizer::isDigit)
                                && (isDigit(text.charAt(17)) || text.charAt(17) == 'X');
                    case PHONE ->
                        text.length() == 11
                                && text.charAt(0) == '1'
                                && text.charAt(1) >= '3'
                                && text.chars().allMatch(Normalizer::isDigit);
                    case ADDRESS, TRAIT, STATEMENT, NARRATIVE, RECEIPT_CODE -> false;
                };
    }

    /** Returns whether it is in the block of Chinese characters that have no other form, U+4E00 to U+9FFF. */
    private static boolean isUnifiedIdeograph(int character) {
        return character >= 0x4E00 && character <= 0x9FFF;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Returns the normal forms of whatever it is. */
    static List<String> thoroughly(PersonalKind kind, String text) {
        return switch (kind) {
            case PHONE -> PhoneNumber.plainOf(text);
            case ID_NUMBER -> unlessEmpty(IdentityNumber.normal(text));
            case NAME -> unlessEmpty(name(text));
            case ADDRESS, TRAIT, STATEMENT, NARRATIVE, RECEIPT_CODE ->
                throw new IllegalArgumentException("there is no index over " + kind + ": nobody writes it twice alike");
        };
    }

    private static List<String> unlessEmpty(String normal) {
        return normal.isEmpty() ? List.of() : List.of(normal);
    }

    private static String name(String text) {
        var name = text;
        // Until nothing changes: what was lower-cased or moved together may be normalised once more, and a form that
        // isn't its own normal form would be missed. What is plain already takes one turn.
        for (var next = once(name); !next.equals(name); next = once(name)) {
            name = next;
        }
        return name;
    }

    /**
     * Lower case; one sign for the dots in names of minorities; no spaces at all in a name with Chinese characters,
     * where they only set it straight (张 三), and single ones in others.
     */
    private static String once(String text) {
        var table = SearchTable.get();
        var name = table.withOneDot(table.mapped(compatible(text))).strip().toLowerCase(Locale.ROOT);
        var spaces = SPACES.matcher(name);
        return spaces.find() ? spaces.replaceAll(isChinese(name) ? "" : " ") : name;
    }

    /**
     * NFKC, which also makes full-width letters and digits ordinary ones. To see that it has nothing to do costs less
     * than to have it done.
     */
    private static String compatible(String text) {
        return java.text.Normalizer.isNormalized(text, Form.NFKC)
                ? text
                : java.text.Normalizer.normalize(text, Form.NFKC);
    }

    private static boolean isChinese(String name) {
        return name.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }
}
