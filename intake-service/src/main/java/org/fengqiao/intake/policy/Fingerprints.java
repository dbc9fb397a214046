package org.fengqiao.intake.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.ClaimItem;
import org.fengqiao.intake.model.Coordinates;
import org.fengqiao.intake.model.Deputy;
import org.fengqiao.intake.model.Fingerprint;
import org.fengqiao.intake.model.Person;
import org.fengqiao.intake.model.Registration;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/** Fingerprints of referrals: a short digest of each field, by the name that it has in the partner's message. */
public final class Fingerprints {

    /** The number of bytes kept of a digest: enough to tell two texts of one field apart that nobody made up for it. */
    private static final int LENGTH = 8;

    private Fingerprints() {}

    /**
     * Returns the fingerprint of a referral.
     *
     * @param occurredAt when it happened, as the partner says
     * @param registration what the partner tells, in clear
     */
    public static Fingerprint of(Instant occurredAt, Registration registration) {
        var digests = new TreeMap<String, String>();
        put(digests, "occurredAt", occurredAt.toString());
        put(digests, "summary", clear(registration.summary()));
        put(digests, "claim", clear(registration.claim()));
        put(digests, "amount", amount(registration.amount()));
        put(digests, "categoryHint", clear(registration.categoryHint()));
        put(digests, "applicants", people(registration.applicants()));
        put(digests, "respondents", people(registration.respondents()));
        var place = registration.place();
        put(digests, "place", together(place.district(), place.street(), place.community(), place.grid()));
        var details = registration.details();
        if (details != null) {
            put(digests, "claims", details.claims() == null ? null : claims(details.claims()));
            put(digests, "address", clear(details.address()));
            put(digests, "coordinates", point(details.coordinates()));
        }
        var groupSize = registration.groupSize();
        put(digests, "groupSize", groupSize == null ? null : groupSize.toString());
        return new Fingerprint(digests);
    }

    private static void put(TreeMap<String, String> digests, String field, @Nullable String value) {
        if (value != null) {
            var digest = Suite.INTERNATIONAL.digest(together(field, value).getBytes(UTF_8));
            digests.put(field, HexFormat.of().formatHex(digest, 0, LENGTH));
        }
    }

    private static @Nullable String amount(@Nullable Money amount) {
        return amount == null
                ? null
                : together(amount.amount().stripTrailingZeros().toPlainString(), amount.currency());
    }

    private static String claims(List<ClaimItem> claims) {
        return together(claims.stream()
                .map(claim -> together(claim.kind().name(), amount(claim.amount()), clear(claim.what())))
                .toArray(String[]::new));
    }

    private static @Nullable String point(@Nullable Coordinates coordinates) {
        return coordinates == null
                ? null
                : together(
                        coordinates.longitude().toPlainString(),
                        coordinates.latitude().toPlainString(),
                        coordinates.system().name());
    }

    private static String people(List<Person> people) {
        return together(people.stream()
                .map(person -> together(clear(person.name()), clear(person.idNumber()), clear(person.phone()))
                        + acting(person.deputies()))
                .toArray(String[]::new));
    }

    /** Returns nothing where nobody acts for a person, so that earlier fingerprints stay what they are. */
    private static String acting(List<Deputy> deputies) {
        return deputies.stream()
                .map(deputy -> together(
                        deputy.capacity().name(),
                        clear(deputy.name()),
                        clear(deputy.idNumber()),
                        clear(deputy.phone()),
                        deputy.authority()))
                .collect(Collectors.joining());
    }

    private static @Nullable String clear(@Nullable PersonalText text) {
        return text instanceof PersonalText.Known known ? known.reveal() : null;
    }

    /** Returns one text of several such that no others give the same. */
    private static String together(@Nullable String... parts) {
        var all = new StringBuilder();
        Arrays.stream(parts)
                .forEach(part -> all.append(part == null ? "-" : part.length() + "=" + part)
                        .append(';'));
        return all.toString();
    }
}
