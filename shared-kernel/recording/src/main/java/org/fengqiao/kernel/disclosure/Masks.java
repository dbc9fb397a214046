package org.fengqiao.kernel.disclosure;

import org.fengqiao.kernel.sealing.PersonalKind;

/**
 * Masks over texts, so that only those who know a text already recognise it. Characters are counted as people do, not
 * as Java does.
 */
final class Masks {

    private static final String STAR = "*";

    private Masks() {}

    static String of(PersonalKind kind, String text) {
        return switch (kind) {
            // The surname stays: 张*
            case NAME -> keep(text, 1, 0);
            // Where it was issued, and the end that people are asked for.
            case ID_NUMBER -> keep(text, 6, 4);
            case PHONE -> keep(text, 3, 4);
            case ADDRESS -> keep(text, 6, 0);
            // Nothing in free text can be told apart from what must not be seen, and a part of a code is of no use.
            case TRAIT, STATEMENT, NARRATIVE, RECEIPT_CODE -> STAR.repeat(3);
        };
    }

    private static String keep(String text, int begin, int end) {
        var points = text.codePoints().toArray();
        if (points.length <= begin + end) {
            return STAR.repeat(points.length);
        }
        return new String(points, 0, begin)
                + STAR.repeat(points.length - begin - end)
                + new String(points, points.length - end, end);
    }
}
