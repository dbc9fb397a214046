package org.fengqiao.intake.filing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.fengqiao.kernel.value.Bilingual;

/**
 * The rules of online filing, as data.
 *
 * @param versions in the order in which they came into force
 */
public record FilingRules(List<Version> versions) {

    /**
     * Orders the versions and checks that they are whole.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public FilingRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("filing rules: there is no version");
        }
        for (var version : versions) {
            if (version.digits() < 4
                    || version.digits() > 9
                    || version.tries() < 1
                    || version.perPhone() < 1
                    || !version.validFor().isPositive()
                    || !version.within().isPositive()) {
                throw new IllegalArgumentException("filing rules: " + version.version() + " lets nobody file");
            }
        }
    }

    /** Returns the version in force at a time; the first one before that. */
    public Version inForceAt(Instant time) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst()
                .orElseGet(versions::getFirst);
    }

    /**
     * One version of the rules.
     *
     * @param version its name
     * @param effectiveFrom when it comes into force
     * @param digits of a code
     * @param validFor how long a code is good for, and a filing waits for it
     * @param tries how often a code may be typed, wrong or right
     * @param perPhone to how many filings one telephone gets a code
     * @param within in this time
     * @param message what is sent; {@code {code}} and {@code {minutes}} stand in it
     */
    public record Version(
            String version,
            Instant effectiveFrom,
            int digits,
            Duration validFor,
            int tries,
            int perPhone,
            Duration within,
            Bilingual message) {}
}
