package org.fengqiao.kernel.number;

import java.util.Set;

/** The first two digits of the codes of administrative divisions (GB/T 2260). */
final class Regions {

    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");

    private Regions() {}

    /**
     * Returns whether a number that begins so can come from somewhere. 83 is not a province's: it stands on the
     * residence permits of people from Taiwan.
     */
    static boolean know(String code) {
        return PROVINCES.contains(code.substring(0, 2));
    }
}
