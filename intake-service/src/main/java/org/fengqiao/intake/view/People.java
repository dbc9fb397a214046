package org.fengqiao.intake.view;

import static org.fengqiao.kernel.data.Columns.column;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.keeping.Keys;

/** Who is in which case, how they are found again without their names being kept, and who is to be forgotten. */
@Singleton
public class People implements CaseView<IntakeCase> {

    /** Stands for the index's secret, which is kept as a person's key is; it is nobody. */
    private static final SubjectId INDEX = new SubjectId(Identifiers.of("fengqiao blind index"));

    // A newcomer's identifier is as new as the case: should it be there already, the whole transaction must fail.
    private static final String ADD = """
            insert into person (subject_id, case_id, party_id, made_with, name, id_number, phone)
            select subject_id, case_id, party_id, :madeWith, name, id_number, phone
            from unnest(
              cast(:subjects as uuid[]), cast(:cases as uuid[]), cast(:parties as text[]),
              cast(:names as uuid[]), cast(:idNumbers as uuid[]), cast(:phones as uuid[]))
              as newcomer (subject_id, case_id, party_id, name, id_number, phone)""";

    // Whoever was forgotten is named again whenever their case changes: a row that is empty is not emptied again.
    private static final String FORGET = """
            with forgotten as (
              update person set name = null, id_number = null, phone = null
              where subject_id = any(cast(:subjects as uuid[])) and num_nonnulls(name, id_number, phone) > 0)
            insert into erasure (subject_id, ordered_at)
            select subject_id, cast(cast(:at as text) as timestamptz) from unnest(cast(:subjects as uuid[])) as ordered (subject_id)
            on conflict do nothing""";

    private static final String CASE_OF = "select case_id from person where subject_id = :subject";

    private static final String FIND = """
            select p.case_id, p.subject_id, p.party_id from person p
            where p.%s = :digest and %s
            order by p.case_id, p.party_id limit :most""";

    private final Mutiny.SessionFactory sessions;
    private final Keys keys;
    private final InstantSource clock;
    private volatile @Nullable BlindIndex lastIndex;

    People(Mutiny.SessionFactory sessions, Keys keys, InstantSource clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
    }

    /** Somebody who was found. */
    public record Found(UUID caseId, UUID subjectId, String partyId) {}

    private record Newcomer(UUID caseId, RegisteredParty party) {}

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<IntakeCase>> changed) {
        var newcomers = new ArrayList<Newcomer>();
        var forgotten = new HashSet<UUID>();
        for (var one : changed) {
            if (one.state() instanceof IntakeCase.Registered state) {
                Stream.concat(state.registered().applicants().stream(), state.registered().respondents().stream())
                        // Known only in the decision in which they come in; afterwards the box stays closed.
                        .filter(party -> party.name() instanceof PersonalText.Known)
                        .forEach(party -> newcomers.add(new Newcomer(one.caseId(), party)));
                for (var subject : state.retention().erased()) {
                    forgotten.add(subject.value());
                    forgotten.add(one.caseId());
                }
            }
        }
        return add(session, newcomers).chain(() -> forget(session, forgotten));
    }

    private Uni<Void> add(Mutiny.StatelessSession session, List<Newcomer> newcomers) {
        return newcomers.isEmpty()
                ? Uni.createFrom().voidItem()
                : index().flatMap(index -> session.createNativeQuery(ADD)
                        .setParameter("madeWith", index.madeWith())
                        .setParameter(
                                "subjects",
                                column(newcomers, one -> one.party().subject().value(), UUID[]::new))
                        .setParameter("cases", column(newcomers, Newcomer::caseId, UUID[]::new))
                        .setParameter(
                                "parties", column(newcomers, one -> one.party().partyId(), String[]::new))
                        .setParameter("names", digests(index, PersonalKind.NAME, newcomers, RegisteredParty::name))
                        .setParameter(
                                "idNumbers",
                                digests(index, PersonalKind.ID_NUMBER, newcomers, RegisteredParty::idNumber))
                        .setParameter("phones", digests(index, PersonalKind.PHONE, newcomers, RegisteredParty::phone))
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /** Null for whom has none. */
    private static @Nullable UUID[] digests(
            BlindIndex index,
            PersonalKind kind,
            List<Newcomer> newcomers,
            Function<RegisteredParty, @Nullable PersonalText> text) {
        return column(
                newcomers,
                one -> text.apply(one.party()) instanceof PersonalText.Known known
                        ? index.of(kind, known.reveal()).orElse(null)
                        : null,
                UUID[]::new);
    }

    private Uni<Void> forget(Mutiny.StatelessSession session, Set<UUID> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(FORGET)
                        .setParameter("subjects", subjects.toArray(UUID[]::new))
                        .setParameter("at", clock.instant().toString())
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private Uni<BlindIndex> index() {
        return keys.toSeal(List.of(INDEX), List.of()).map(ring -> {
            var last = lastIndex;
            var index = last != null && last.isOf(ring, INDEX) ? last : BlindIndex.of(ring, INDEX);
            lastIndex = index;
            return index;
        });
    }

    /** The case that this person is in; null if there is no such person. */
    public Uni<@Nullable UUID> caseOf(UUID subject) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(CASE_OF, UUID.class)
                .setParameter("subject", subject)
                .getSingleResultOrNull());
    }

    /**
     * Who has exactly this name, identity number or phone, in normal form, in cases within a jurisdiction.
     *
     * @param kind {@code NAME}, {@code ID_NUMBER} or {@code PHONE}
     * @param most at most so many are answered
     * @throws IllegalArgumentException for another kind
     */
    public Uni<List<Found>> find(PersonalKind kind, String value, Jurisdiction jurisdiction, int most) {
        var query = FIND.formatted(columnOf(kind), Jurisdiction.cases("p.case_id"));
        return index().flatMap(index -> index.of(kind, value)
                .map(digest -> sessions.withStatelessSession(session -> jurisdiction
                                .within(session.createNativeQuery(query, Object[].class)
                                        .setParameter("digest", digest)
                                        .setParameter("most", most))
                                .getResultList())
                        .map(rows -> rows.stream()
                                .map(row -> new Found((UUID) row[0], (UUID) row[1], (String) row[2]))
                                .toList()))
                .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private static String columnOf(PersonalKind kind) {
        return switch (kind) {
            case NAME -> "name";
            case ID_NUMBER -> "id_number";
            case PHONE -> "phone";
            case ADDRESS, STATEMENT, NARRATIVE -> throw new IllegalArgumentException("nobody is found by " + kind);
        };
    }

    /** The people who were found, by case. */
    public static Map<UUID, Set<UUID>> byCase(List<Found> found) {
        var cases = new HashMap<UUID, Set<UUID>>();
        found.forEach(
                one -> cases.computeIfAbsent(one.caseId(), _ -> new HashSet<>()).add(one.subjectId()));
        return cases;
    }
}
