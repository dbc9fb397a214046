package org.fengqiao.kernel.number;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A telephone number: a mobile one (11 digits), one of a fixed line with or without area code, of a company (400, 800)
 * or a service (95588, 12345), or a foreign one with its country's code.
 *
 * @param plain the digits that are dialled within the country, with the area code if there was one; a foreign number
 *     begins with +
 * @param extension the line behind a switchboard; null if there is none
 */
public record PhoneNumber(String plain, @Nullable String extension) {

    /** Between the numbers of somebody who has several. Full-width signs have become ordinary ones by then. */
    private static final Pattern SEPARATOR = Pattern.compile("[、/;,|\\n]");

    private static final Pattern SETS_APART = Pattern.compile("[\\s\\p{Z}().·]");
    private static final Pattern DASH = Pattern.compile("[\\p{Pd}]");
    private static final Pattern EXTENSION =
            Pattern.compile("(.+?)(?:转|轉|分机|分機|EXTENSION|EXTN|EXT|X|#)[.:]?([0-9]{1,6})");
    private static final Pattern FROM_ABROAD = Pattern.compile("(?:\\+|00)86-?(.+)");
    private static final Pattern MOBILE = Pattern.compile("(?:(?:\\+|00)?86)?(1[3-9][0-9]{9})");
    private static final Pattern FIXED_LINE =
            Pattern.compile("(010|02[0-9]|0[3-9][0-9]{2})-?([1-9][0-9]{6,7})(?:-([0-9]{1,6}))?");
    private static final Pattern WITHOUT_AREA = Pattern.compile("([2-9][0-9]{6,7})(?:-([0-9]{1,6}))?");
    private static final Pattern OF_COMPANY = Pattern.compile("[48]00[0-9]{7}|9[56][0-9]{3,6}|1[0-2][0-9]{1,4}");
    private static final Pattern FOREIGN = Pattern.compile("(?:\\+|00)([1-9][0-9]{6,14})");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");

    /** Returns the numbers in a text, one or several; empty if one of them is no number. */
    public static Optional<List<PhoneNumber>> read(String text) {
        var numbers = written(text).map(PhoneNumber::one).toList();
        return numbers.isEmpty() || numbers.contains(Optional.<PhoneNumber>empty())
                ? Optional.empty()
                : Optional.of(numbers.stream().flatMap(Optional::stream).toList());
    }

    /**
     * Returns the plain numbers in a text, by which it is found; of what is no number only the digits, and nothing if
     * there are none.
     */
    public static List<String> plainOf(String text) {
        return written(text)
                .map(one -> one(one).map(PhoneNumber::plain).orElseGet(() -> digitsOf(one)))
                .filter(plain -> !plain.isEmpty())
                .distinct()
                .toList();
    }

    private static String digitsOf(String text) {
        var digits = NO_DIGITS.matcher(text).replaceAll("");
        return one(digits).map(PhoneNumber::plain).orElse(digits);
    }

    private static Stream<String> written(String text) {
        // A line break is a sign of its own here, and unseen ones are gone afterwards.
        return SEPARATOR
                .splitAsStream(Written.visible(text.replace('\n', '、')))
                .map(String::strip)
                .filter(one -> !one.isEmpty());
    }

    private static Optional<PhoneNumber> one(String written) {
        var text = SETS_APART
                .matcher(DASH.matcher(written).replaceAll("-"))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        var behind = EXTENSION.matcher(text);
        return behind.matches()
                ? number(behind.group(1)).map(number -> new PhoneNumber(number.plain, behind.group(2)))
                : number(text);
    }

    private static Optional<PhoneNumber> number(String text) {
        var digits = text.replace("-", "");
        var mobile = MOBILE.matcher(digits);
        if (mobile.matches()) {
            return Optional.of(new PhoneNumber(mobile.group(1), null));
        }
        var home = FROM_ABROAD.matcher(text);
        if (home.matches()) {
            // Abroad an area code is dialled without its 0.
            return fixedLine(home.group(1)).or(() -> fixedLine("0" + home.group(1)));
        }
        if (OF_COMPANY.matcher(digits).matches()) {
            return Optional.of(new PhoneNumber(digits, null));
        }
        var foreign = FOREIGN.matcher(digits);
        return foreign.matches()
                ? Optional.of(new PhoneNumber("+" + foreign.group(1), null))
                : fixedLine(text).or(() -> withoutArea(text));
    }

    private static Optional<PhoneNumber> fixedLine(String text) {
        var line = FIXED_LINE.matcher(text);
        return line.matches()
                ? Optional.of(new PhoneNumber(line.group(1) + line.group(2), line.group(3)))
                : Optional.empty();
    }

    private static Optional<PhoneNumber> withoutArea(String text) {
        var line = WITHOUT_AREA.matcher(text);
        return line.matches() ? Optional.of(new PhoneNumber(line.group(1), line.group(2))) : Optional.empty();
    }
}
