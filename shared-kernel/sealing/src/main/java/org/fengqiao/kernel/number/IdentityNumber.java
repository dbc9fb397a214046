package org.fengqiao.kernel.number;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * A citizen's identity number (GB 11643-1999): region, date of birth, order and check character, 18 in all, or the 15
 * digits that were issued until 1999. The residence permits of people from Hong Kong, Macao and Taiwan have such a
 * number too, and so has a foreigner's permanent residence card, behind a 9.
 */
public final class IdentityNumber {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";
    private static final LocalDate NOBODY_IS_OLDER = LocalDate.of(1850, 1, 1);
    private static final DateTimeFormatter BIRTH =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private IdentityNumber() {}

    /**
     * Returns what is wrong with a number; empty if nothing is. Spaces, hyphens, full width and a small x don't matter.
     *
     * @param today the day after which nobody is born yet
     */
    public static Optional<NumberFault> fault(String text, LocalDate today) {
        var number = Written.together(text);
        var isOld = number.length() == 15 && Written.isDigits(number);
        if (!isOld && !hasFormOf18(number)) {
            return Optional.of(NumberFault.WRONG_FORM);
        }
        var eighteen = isOld ? eighteen(number) : number;
        if (!hasRegion(eighteen) || !hasBirth(eighteen, today)) {
            return Optional.of(NumberFault.WRONG_FORM);
        }
        return check(eighteen) == eighteen.charAt(17) ? Optional.empty() : Optional.of(NumberFault.WRONG_CHECK_DIGIT);
    }

    private static boolean hasFormOf18(String number) {
        return number.length() == 18
                && Written.isDigits(number.substring(0, 17))
                && CHECK.indexOf(number.charAt(17)) >= 0;
    }

    private static boolean hasRegion(String number) {
        return Regions.know(number) || number.charAt(0) == '9' && Regions.know(number.substring(1));
    }

    private static boolean hasBirth(String number, LocalDate today) {
        try {
            var born = LocalDate.parse(number.substring(6, 14), BIRTH);
            return !born.isAfter(today) && !born.isBefore(NOBODY_IS_OLDER);
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    /**
     * Returns the day of birth that a number tells; empty if something is wrong with the number.
     *
     * @param today the day after which nobody is born yet
     */
    public static Optional<LocalDate> born(String text, LocalDate today) {
        return fault(text, today).isPresent()
                ? Optional.empty()
                : Optional.of(LocalDate.parse(normal(text).substring(6, 14), BIRTH));
    }

    /** Returns the form by which it is found: letters in upper case, and 15 digits in their form of 18. */
    public static String normal(String text) {
        var number = Written.together(text);
        return number.length() == 15 && Written.isDigits(number) ? eighteen(number) : number;
    }

    /** Returns 15 digits with the year in four and the check character over all 17. */
    private static String eighteen(String fifteen) {
        var seventeen = fifteen.substring(0, 6) + "19" + fifteen.substring(6);
        return seventeen + check(seventeen);
    }

    private static char check(String number) {
        var sum = 0;
        for (var at = 0; at < WEIGHTS.length; at++) {
            sum += WEIGHTS[at] * (number.charAt(at) - '0');
        }
        return CHECK.charAt(sum % 11);
    }
}
