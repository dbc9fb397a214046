package org.fengqiao.kernel.value;

/**
 * The rule of all texts that come from outside, in bodies, records, addresses and headers. A text is what people can
 * read: it has no control characters, no halves of characters, nothing that turns the direction in which the text
 * behind it is read, and no code points that stand for no character.
 */
public final class Texts {

    /** Code that callers are told of a text with a character that no text may have. */
    public static final String FORBIDDEN = "forbidden-character";

    /** The same in words. */
    public static final String FORBIDDEN_DETAIL = "It has a character that no text may have: a control character,"
            + " half a character, or one that changes the direction of reading.";

    private Texts() {}

    /** Forms of texts, which say where line breaks belong. */
    public enum Form {
        /** A name, a code, a number: one line. */
        LINE,
        /** Text that somebody tells: line feed, carriage return and tab may be part of it. */
        LINES
    }

    /** Returns whether the text has a character that no text may have. */
    public static boolean isForbidden(String text, Form form) {
        for (var at = 0; at < text.length(); ) {
            var point = text.codePointAt(at);
            if (isForbidden(point, form)) {
                return true;
            }
            at += Character.charCount(point);
        }
        return false;
    }

    private static boolean isForbidden(int point, Form form) {
        if (point >= 0x20 && point < 0x7F) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL -> form == Form.LINE || point != '\n' && point != '\r' && point != '\t';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> form == Form.LINE;
            // A half of a character, which stands alone: two that belong together are one code point.
            case Character.SURROGATE -> true;
            default -> turnsDirection(point) || isNoCharacter(point);
        };
    }

    /** Returns whether it overrides, embeds or isolates: text behind it is shown in another order than it is stored. */
    private static boolean turnsDirection(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }

    /** Returns whether it is the byte order mark or one of the 66 code points that are none of Unicode's characters. */
    private static boolean isNoCharacter(int point) {
        return point == 0xFEFF || point >= 0xFDD0 && point <= 0xFDEF || (point & 0xFFFE) == 0xFFFE;
    }

    /** Returns whether anything of the text can be seen: a letter, a digit, a sign. */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(Texts::isVisible);
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    // Marks, variation selectors among them, are seen only on a character.
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> !isFiller(point);
        };
    }

    /**
     * Returns whether it is a letter or sign that shows nothing: fillers of Hangul, and the empty pattern of Braille.
     */
    private static boolean isFiller(int point) {
        return point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 || point == 0x2800;
    }

    /** Returns the text without the blanks around it, those of Chinese keyboards (U+3000) among them. */
    public static String trimmed(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u200B';
    }
}
