package org.fengqiao.intake.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Comparison;
import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.model.ReturningParties;
import org.fengqiao.intake.view.Sketches.Similar;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.threads.EventLoop;

/** Finds earlier reports of the dispute that a case is about, and says in what they are alike. */
@Singleton
public class RepeatFinder {

    private final People people;
    private final KeyRings keys;
    private final RepeatRules rules;
    private final Sketcher sketcher = new Sketcher();

    RepeatFinder(People people, KeyRings keys, RepeatRules rules) {
        this.people = people;
        this.keys = keys;
        this.rules = rules;
    }

    /**
     * A case that may be about the same dispute.
     *
     * @param goesOn the case that carries it on: itself, unless it is a repeat
     */
    public record Match(Comparison comparison, UUID goesOn, Instant receivedAt) {}

    /** Opens what was told of these cases and returns their outlines, in the same order. */
    public Uni<Map<UUID, DisputeSketch>> sketches(Map<UUID, CaseRegistered> told) {
        return keys.toOpen(Purpose.FINDING_REPEATS, PersonalComponents.subjectsIn(List.copyOf(told.values())))
                .flatMap(ring -> people.index()
                        .flatMap(index -> EventLoop.beside(() -> {
                            var sketches = new LinkedHashMap<UUID, DisputeSketch>();
                            told.forEach((caseId, one) -> sketches.put(caseId, sketcher.of(caseId, one, ring, index)));
                            return sketches;
                        })));
    }

    /**
     * Returns the cases that may be about the same dispute, the most alike first, one for each case that goes on.
     *
     * @param jurisdiction null for all cases, as a rule looks at them
     */
    public Uni<List<Match>> like(
            Mutiny.StatelessSession session, DisputeSketch sketch, @Nullable Jurisdiction jurisdiction) {
        var version = rules.at(sketch.receivedAt());
        return Sketches.like(session, sketch, version, jurisdiction).map(found -> best(sketch, found, version));
    }

    /** Returns who in the dispute was in several others before; empty if nobody was. */
    public Uni<Optional<ReturningParties>> returning(Mutiny.StatelessSession session, DisputeSketch sketch) {
        var version = rules.at(sketch.receivedAt());
        return Sketches.withPeopleOf(session, sketch, version)
                .map(earlier -> ReturningParties.among(sketch, earlier, version.returning()));
    }

    /** Returns those similar cases that are to be suggested, the most alike first, one for each case that goes on. */
    public static List<Match> best(DisputeSketch sketch, List<Similar> found, RepeatRules.Version version) {
        return found.stream()
                .map(similar -> new Match(
                        Comparison.of(sketch, similar.sketch(), version),
                        similar.goesOn(),
                        similar.sketch().receivedAt()))
                .filter(match -> match.comparison().isSuggestedBy(version))
                .collect(Collectors.groupingBy(
                        Match::goesOn,
                        Collectors.maxBy(Comparator.comparingInt(
                                match -> match.comparison().score()))))
                .values()
                .stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.<Match>comparingInt(
                                match -> -match.comparison().score())
                        .thenComparing(Match::goesOn))
                .limit(version.mostSuggested())
                .toList();
    }

    /** Returns in what a case is like another one, by the rules of the time at which it came in. */
    public Uni<Comparison> compare(UUID caseId, CaseRegistered told, UUID other, CaseRegistered toldOfOther) {
        var both = new LinkedHashMap<UUID, CaseRegistered>();
        both.put(caseId, told);
        both.put(other, toldOfOther);
        return sketches(both)
                .map(sketches -> Comparison.of(sketches.get(caseId), sketches.get(other), rules.at(told.receivedAt())));
    }
}
