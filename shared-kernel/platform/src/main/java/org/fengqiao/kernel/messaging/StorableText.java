package org.fengqiao.kernel.messaging;

/**
 * Texts made so that a database stores them, whatever stood in a record: what tells of a bad record must not fail,
 * too.
 */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /**
     * Returns the text with a replacement character for each control character and each half of a pair, cut to {@code
     * longest} characters at most.
     */
    public static String of(String text, int longest) {
        var plain = new StringBuilder(Math.min(text.length(), longest));
        for (var at = 0; at < text.length(); ) {
            var character = text.codePointAt(at);
            at += Character.charCount(character);
            if (plain.length() + Character.charCount(character) > longest - (at < text.length() ? 1 : 0)) {
                return plain.append('…').toString();
            }
            if (isBad(character)) {
                plain.append(REPLACEMENT);
            } else {
                plain.appendCodePoint(character);
            }
        }
        return plain.toString();
    }

    private static boolean isBad(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> character == REPLACEMENT;
        };
    }
}
