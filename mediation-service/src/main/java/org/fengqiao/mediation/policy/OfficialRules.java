package org.fengqiao.mediation.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.DeserializationFeature;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.clock.DeadlineRules;
import org.fengqiao.kernel.deadline.OfficialCalendar;
import org.fengqiao.kernel.web.Json;
import org.fengqiao.mediation.model.MediationRules;

/** The rules the product ships: lengths of time from the common deadline rules, the rest from {@code rules/mediation.json}. */
public final class OfficialRules implements MediationRules {

    /** The common rule that says how long the parties may apply for confirmation. */
    static final String CONFIRMATION_WINDOW = "confirmation-window";

    private static final String RULES = "/rules/mediation.json";

    /** One version of a rule: from {@code effectiveFrom} to {@code effectiveTo}, both included; without an end if that is null. */
    private sealed interface Version {
        LocalDate effectiveFrom();

        @Nullable
        LocalDate effectiveTo();

        default boolean isInForceOn(LocalDate day) {
            var end = effectiveTo();
            return !day.isBefore(effectiveFrom()) && (end == null || !day.isAfter(end));
        }
    }

    /** Categories whose agreements are about what a court does not confirm, such as identity relations. */
    private record ConfirmationExclusion(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            Set<String> categories)
            implements Version {}

    /** The deadline rules by which a closed case is revisited, and the outcomes that leave nothing to ask about. */
    private record RevisitPlan(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            List<String> deadlines,
            Set<String> notAfterOutcomes)
            implements Version {}

    private record Pack(List<ConfirmationExclusion> confirmationExclusions, List<RevisitPlan> revisitPlans) {}

    private final Pack pack;
    private final DeadlineRules deadlines;
    private final ZoneId zone;

    private OfficialRules(Pack pack, DeadlineRules deadlines, ZoneId zone) {
        this.pack = pack;
        this.deadlines = deadlines;
        this.zone = zone;
    }

    /**
     * Reads the rules.
     *
     * @throws UncheckedIOException if they cannot be read as rules
     * @throws IllegalStateException if two versions of a rule are in force at the same time
     */
    public static OfficialRules load() {
        try (var data = Objects.requireNonNull(OfficialRules.class.getResourceAsStream(RULES), RULES)) {
            return read(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RULES, e);
        }
    }

    static OfficialRules read(InputStream data) throws IOException {
        Pack pack = Json.mapper()
                .readerFor(Pack.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(data);
        requireOneAtATime(pack.confirmationExclusions());
        requireOneAtATime(pack.revisitPlans());
        return new OfficialRules(pack, DeadlineRules.official(), OfficialCalendar.ZONE);
    }

    @Override
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    @Override
    public Instant confirmationWindowEnds(LocalDate takesEffectOn) {
        return deadlines.due(
                CONFIRMATION_WINDOW, takesEffectOn.atStartOfDay(zone).toInstant());
    }

    @Override
    public boolean isConfirmable(String category, LocalDate takesEffectOn) {
        return inForce(pack.confirmationExclusions(), takesEffectOn)
                .map(exclusion -> !exclusion.categories().contains(category))
                .orElse(true);
    }

    @Override
    public List<Instant> revisitsAfter(String outcome, Instant closedAt) {
        return inForce(pack.revisitPlans(), dayOf(closedAt))
                .filter(plan -> !plan.notAfterOutcomes().contains(outcome))
                .map(plan -> plan.deadlines().stream()
                        .map(rule -> deadlines.due(rule, closedAt))
                        .toList())
                .orElse(List.of());
    }

    private static <V extends Version> Optional<V> inForce(List<V> versions, LocalDate day) {
        return versions.stream().filter(version -> version.isInForceOn(day)).findAny();
    }

    private static void requireOneAtATime(List<? extends Version> versions) {
        for (var version : versions) {
            if (versions.stream().anyMatch(other -> other != version && other.isInForceOn(version.effectiveFrom()))) {
                throw new IllegalStateException(
                        "two versions of a rule are in force on " + version.effectiveFrom() + ", see " + RULES);
            }
        }
    }
}
