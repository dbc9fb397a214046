package org.fengqiao.intake.view;

import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.Member;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/** People in each case, found again without their names being stored, and those to be erased. */
@Singleton
public class People implements CaseView<IntakeCase> {

    /** Stands for the index's secret, which is kept as a person's key is; it is nobody. */
    private static final SubjectId INDEX = new SubjectId(Identifiers.of("fengqiao blind index"));

    // A newcomer's identifier is as new as the case: should it be there already, the whole transaction must fail.
    private static final Upsert<Indexed> NEWCOMERS = Upsert.<Indexed>into("person")
            .fixed(uuid("subject_id", newcomer -> newcomer.who().subject().value()))
            .fixed(uuid("case_id", newcomer -> newcomer.who().caseId()))
            .fixed(text("party_id", newcomer -> newcomer.who().partyId()))
            .fixed(text("made_with", newcomer -> newcomer.index().madeWith()))
            .fixed(uuid("name", Indexed::name))
            .fixed(uuid("id_number", Indexed::idNumber))
            .build();

    // Of who is set right, only what is new is known; the rest stays as it is found. The service may change digests and
    // nothing else, so the secret stays the one on the row: it is the same as long as there is no other.
    private static final Upsert<Indexed> CORRECTED = Upsert.<Indexed>into("person")
            .key(uuid("subject_id", corrected -> corrected.who().subject().value()))
            .fixed(uuid("case_id", corrected -> corrected.who().caseId()))
            .fixed(text("party_id", corrected -> corrected.who().partyId()))
            .fixed(text("made_with", corrected -> corrected.index().madeWith()))
            .merged(uuid("name", Indexed::name), "coalesce(excluded.name, t.name)")
            .merged(uuid("id_number", Indexed::idNumber), "coalesce(excluded.id_number, t.id_number)")
            .build();

    private static final Upsert<Reachable> PHONES = Upsert.<Reachable>into("person_phone")
            .key(uuid("subject_id", Reachable::subject))
            .key(uuid("phone", Reachable::phone))
            .build();

    private static final Statement UNREACHABLE =
            Statement.of("delete from person_phone where subject_id = any(:subjects)");

    // Whoever was forgotten is named again whenever their case changes: a row that is empty is not emptied again.
    private static final Statement FORGET = Statement.of("""
        with forgotten as (
          update person set name = null, id_number = null
          where subject_id = any(:subjects) and num_nonnulls(name, id_number) > 0),
        unreachable as (delete from person_phone where subject_id = any(:subjects))
        insert into erasure (subject_id, ordered_at)
        select unnest(cast(:subjects as uuid[])), :at on conflict do nothing\
        """);

    private static final Statement CASE_OF = Statement.of("select case_id from person where subject_id = :subject");

    private static final Map<PersonalKind, Statement> FIND = Map.of(
            PersonalKind.NAME, findWhere("p.name = :digest"),
            PersonalKind.ID_NUMBER, findWhere("p.id_number = :digest"),
            PersonalKind.PHONE,
                    findWhere("p.subject_id in (select n.subject_id from person_phone n where n.phone = :digest)"));

    private static Statement findWhere(String condition) {
        return Statement.of("""
            select p.case_id, p.subject_id, p.party_id from person p
            where %s and %s
            order by p.case_id, p.party_id limit :most\
            """.formatted(condition, Jurisdiction.cases("p.case_id")));
    }

    private final Mutiny.SessionFactory sessions;
    private final KeyRings keys;
    private final InstantSource clock;
    private volatile @Nullable BlindIndex lastIndex;

    People(Mutiny.SessionFactory sessions, KeyRings keys, InstantSource clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
    }

    /** Person who was found in a case. */
    public record Found(UUID caseId, UUID subjectId, String partyId) {}

    /** Somebody of a case of whom a text is known. */
    private record Named(
            UUID caseId,
            SubjectId subject,
            String partyId,
            PersonalText name,
            @Nullable PersonalText idNumber,
            @Nullable PersonalText phone) {

        static Stream<Named> of(UUID caseId, RegisteredParty party) {
            return Stream.concat(
                            Stream.of(new Named(
                                    caseId,
                                    party.subject(),
                                    party.partyId(),
                                    party.name(),
                                    party.idNumber(),
                                    party.phone())),
                            party.actors()
                                    .map(deputy -> new Named(
                                            caseId,
                                            deputy.subject(),
                                            party.partyId(),
                                            deputy.name(),
                                            deputy.idNumber(),
                                            deputy.phone())))
                    .filter(Named::isNews);
        }

        static Stream<Named> of(UUID caseId, Member member) {
            return Stream.of(new Named(
                            caseId,
                            member.subject(),
                            member.memberId(),
                            member.name(),
                            member.idNumber(),
                            member.phone()))
                    .filter(Named::isNews);
        }

        /** Returns whether anything is known: in the decision in which it comes in; afterwards the box stays closed. */
        private boolean isNews() {
            return Stream.of(name, idNumber, phone).anyMatch(PersonalText.Known.class::isInstance);
        }
    }

    /** Somebody, and the index by which they are found. */
    private record Indexed(Named who, BlindIndex index) {

        @Nullable
        UUID name() {
            return digest(PersonalKind.NAME, who.name());
        }

        @Nullable
        UUID idNumber() {
            return digest(PersonalKind.ID_NUMBER, who.idNumber());
        }

        /** Null for whom has no such text. */
        private @Nullable UUID digest(PersonalKind kind, @Nullable PersonalText text) {
            return digests(kind, text).stream().findFirst().orElse(null);
        }

        /** One for each telephone number of the person. */
        List<Reachable> phones() {
            return digests(PersonalKind.PHONE, who.phone()).stream()
                    .map(phone -> new Reachable(who.subject().value(), phone))
                    .toList();
        }

        private List<UUID> digests(PersonalKind kind, @Nullable PersonalText text) {
            return text instanceof PersonalText.Known known ? index.of(kind, known.reveal()) : List.of();
        }
    }

    /** A person, and one number by which they are reached. */
    private record Reachable(UUID subject, UUID phone) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.beside("person"), ViewTable.beside("person_phone"), ViewTable.beside("erasure"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<IntakeCase>> changed) {
        var newcomers = new ArrayList<Named>();
        var corrected = new ArrayList<Named>();
        var forgotten = new HashSet<UUID>();
        for (var one : changed) {
            if (one.state() instanceof IntakeCase.Registered state) {
                state.parties()
                        .all()
                        .flatMap(party -> Named.of(one.caseId(), party))
                        .forEach(who -> {
                            if (state.parties().hasCorrected(who.subject())) {
                                corrected.add(who);
                            } else if (!state.group().lists(who.subject())) {
                                newcomers.add(who);
                            }
                        });
                state.group().members().stream()
                        .flatMap(member -> Named.of(one.caseId(), member))
                        .forEach(newcomers::add);
                for (var subject : state.retention().erased()) {
                    forgotten.add(subject.value());
                    forgotten.add(one.caseId());
                }
            }
        }
        return Pipeline.of(index(session, newcomers, corrected), forget(session, forgotten));
    }

    private Uni<Void> index(Mutiny.StatelessSession session, List<Named> newcomers, List<Named> corrected) {
        return newcomers.isEmpty() && corrected.isEmpty()
                ? Uni.createFrom().voidItem()
                : index().flatMap(index -> {
                    var added = indexed(newcomers, index);
                    var changed = indexed(corrected, index);
                    var phones = Stream.concat(added.stream(), changed.stream())
                            .flatMap(one -> one.phones().stream())
                            .toList();
                    var people = NEWCOMERS.write(session, added);
                    if (changed.isEmpty()) {
                        return phones.isEmpty() ? people : Pipeline.of(people, PHONES.write(session, phones));
                    }
                    return Pipeline.of(
                            people,
                            CORRECTED.write(session, changed),
                            UNREACHABLE
                                    .bindIds("subjects", reachedOtherwise(changed))
                                    .execute(session)
                                    .replaceWithVoid(),
                            PHONES.write(session, phones));
                });
    }

    /** Returns those who have other telephone numbers from now on. */
    private static Set<UUID> reachedOtherwise(List<Indexed> corrected) {
        return corrected.stream()
                .filter(one -> !one.phones().isEmpty())
                .map(one -> one.who().subject().value())
                .collect(Collectors.toSet());
    }

    private static List<Indexed> indexed(List<Named> people, BlindIndex index) {
        return people.stream().map(one -> new Indexed(one, index)).toList();
    }

    private Uni<Void> forget(Mutiny.StatelessSession session, Set<UUID> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : FORGET.bindIds("subjects", subjects)
                        .bind("at", clock.instant())
                        .execute(session)
                        .replaceWithVoid();
    }

    /** Returns the index by which people are found again. */
    Uni<BlindIndex> index() {
        return keys.toSeal(List.of(INDEX), List.of()).map(ring -> {
            var last = lastIndex;
            var index = last != null && last.isOf(ring, INDEX) ? last : BlindIndex.of(ring, INDEX);
            lastIndex = index;
            return index;
        });
    }

    /** The case that this person is in; null if there is no such person. */
    public Uni<@Nullable UUID> caseOf(UUID subject) {
        return sessions.withStatelessSession(
                session -> CASE_OF.bind("subject", subject).first(session, row -> row.getUUID("case_id")));
    }

    /**
     * Finds those who have exactly this name, identity number or phone, in normal form, in cases within a jurisdiction.
     *
     * @param kind {@code NAME}, {@code ID_NUMBER} or {@code PHONE}
     * @param most at most so many are answered
     * @throws IllegalArgumentException for another kind
     */
    public Uni<List<Found>> find(PersonalKind kind, String value, Jurisdiction jurisdiction, int most) {
        var find = FIND.get(kind);
        if (find == null) {
            throw new IllegalArgumentException("nobody is found by " + kind);
        }
        return index().flatMap(index -> index.of(kind, value).stream()
                .findFirst()
                .map(digest -> sessions.withStatelessSession(session -> jurisdiction
                        .within(find.bind("digest", digest).bind("most", most))
                        .list(
                                session,
                                row -> new Found(
                                        row.getUUID("case_id"), row.getUUID("subject_id"), row.getString("party_id")))))
                .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    /** The people who were found, by case. */
    public static Map<UUID, Set<UUID>> byCase(List<Found> found) {
        var cases = new HashMap<UUID, Set<UUID>>();
        found.forEach(
                one -> cases.computeIfAbsent(one.caseId(), _ -> new HashSet<>()).add(one.subjectId()));
        return cases;
    }
}
