package org.fengqiao.kernel.number;

import java.util.Optional;

/**
 * An organisation's unified social credit code (GB 32100-2015): who registered it, what it is, region, the
 * organisation's own code and a check character, 18 in all.
 */
public final class OrganisationCode {

    private static final int LENGTH = 18;

    /** Digits and capital letters without I, O, S, V and Z, each worth its place. */
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** Authorities that register: institutions, foreign affairs, justice, …, 9 companies, A, N and Y later ones. */
    private static final String REGISTRARS = "123456789ANY";

    /** The region of what is registered for the whole country. */
    private static final String WHOLE_COUNTRY = "10";

    private OrganisationCode() {}

    /**
     * Returns what is wrong with a code; empty if nothing is. Spaces, hyphens, full width and small letters don't
     * matter.
     */
    public static Optional<NumberFault> fault(String text) {
        var code = normal(text);
        if (!hasForm(code)) {
            return Optional.of(NumberFault.WRONG_FORM);
        }
        return check(code) == code.charAt(LENGTH - 1) ? Optional.empty() : Optional.of(NumberFault.WRONG_CHECK_DIGIT);
    }

    private static boolean hasForm(String code) {
        if (code.length() != LENGTH || !code.chars().allMatch(character -> CHARACTERS.indexOf(character) >= 0)) {
            return false;
        }
        var region = code.substring(2, 8);
        return REGISTRARS.indexOf(code.charAt(0)) >= 0
                && Written.isDigits(region)
                && (Regions.know(region) || region.startsWith(WHOLE_COUNTRY));
    }

    /** Returns the form by which it is found. */
    public static String normal(String text) {
        return Written.together(text);
    }

    /** The weights are the powers of 3 modulo 31. */
    private static char check(String code) {
        var sum = 0;
        var weight = 1;
        for (var at = 0; at < LENGTH - 1; at++) {
            sum += weight * CHARACTERS.indexOf(code.charAt(at));
            weight = weight * 3 % CHARACTERS.length();
        }
        return CHARACTERS.charAt((CHARACTERS.length() - sum % CHARACTERS.length()) % CHARACTERS.length());
    }
}
