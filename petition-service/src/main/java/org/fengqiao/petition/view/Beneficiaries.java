package org.fengqiao.petition.view;

import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.Relief;
import org.fengqiao.petition.model.Relief.Received;

/**
 * People who are relieved, found again in other cases without their numbers being stored: an index stands for the
 * identity number, and goes when the people of the case are erased.
 */
@Singleton
public class Beneficiaries implements CaseView<Petition> {

    /** Stands for the index's secret, which is kept as a person's key is; it is nobody. */
    private static final SubjectId INDEX = new SubjectId(Identifiers.of("fengqiao relief index"));

    // A number is known only with the application; afterwards its box stays closed, and the row keeps its index.
    private static final Upsert<Row> WRITE = Upsert.<Row>into("relief_person")
            .key(uuid("case_id", Row::caseId))
            .key(integer("relief", Row::relief))
            .fixed(uuid("person", Row::person))
            .fixed(uuid("subject_id", Row::subject))
            .set(time("delivered_at", Row::deliveredAt))
            .set(bool("counted", Row::counted))
            .build();

    /** One instance counts at a time, so that two deliveries to one person are not both the first. */
    private static final Statement ALONE =
            Statement.of("select pg_advisory_xact_lock(hashtextextended('fengqiao relief', 0))::text as locked");

    private static final Statement UNCOUNTED = Statement.of("""
            select case_id, relief, person from relief_person where not counted and delivered_at is not null
            order by delivered_at, case_id, relief limit :most\
            """);

    private static final Statement KNOWN =
            Statement.of("select distinct person from relief_person where counted and person = any(:persons)");

    private static final Statement FORGET =
            Statement.of("update relief_person set person = null where subject_id = any(:subjects)");

    private final KeyRings keys;
    private volatile @Nullable BlindIndex lastIndex;

    Beneficiaries(KeyRings keys) {
        this.keys = keys;
    }

    private record Row(
            UUID caseId,
            int relief,
            UUID person,
            UUID subject,
            @Nullable Instant deliveredAt,
            boolean counted) {}

    private record Uncounted(
            UUID caseId, int relief, @Nullable UUID person) {}

    /**
     * A beneficiary who is to be counted.
     *
     * @param first whether nobody with the same number was counted before
     */
    public record Beneficiary(UUID caseId, int relief, boolean first) {}

    /** A person whose index goes. */
    record SubjectErased(SubjectId subject) {}

    /** Returns the writer of what is erased: the index goes with the person. */
    static Uni<Void> forget(Mutiny.StatelessSession session, List<UUID> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : FORGET.bindIds("subjects", subjects).execute(session).replaceWithVoid();
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.beside("relief_person"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Petition>> changed) {
        var relieved = changed.stream()
                .filter(one -> !one.state().reliefs().all().isEmpty())
                .toList();
        if (relieved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var told = relieved.stream()
                .flatMap(one -> one.state().reliefs().all().stream())
                .anyMatch(relief -> number(relief) != null);
        return told ? index().flatMap(index -> write(session, relieved, index)) : write(session, relieved, null);
    }

    private static Uni<Void> write(
            Mutiny.StatelessSession session, List<Changed<Petition>> relieved, @Nullable BlindIndex index) {
        return WRITE.write(
                session,
                relieved.stream()
                        .flatMap(one ->
                                one.state().reliefs().all().stream().map(relief -> row(one.caseId(), relief, index)))
                        .toList());
    }

    private static Row row(UUID caseId, Relief relief, @Nullable BlindIndex index) {
        var application = relief.application();
        var number = number(relief);
        var person = number == null || index == null
                ? Optional.<UUID>empty()
                : index.of(PersonalKind.ID_NUMBER, number).stream().findFirst();
        return new Row(
                caseId,
                application.relief(),
                person.orElseGet(() -> Identifiers.of("fengqiao beneficiary " + caseId + " "
                        + application.beneficiary().partyId())),
                application.beneficiary().name().subject().value(),
                relief instanceof Received received ? received.delivery().deliveredAt() : null,
                relief instanceof Received received && received.first() != null);
    }

    private static @Nullable String number(Relief relief) {
        return relief.application().beneficiary().idNumber() instanceof PersonalText.Known known
                ? known.reveal()
                : null;
    }

    private Uni<BlindIndex> index() {
        return keys.toSeal(List.of(INDEX), List.of()).map(ring -> {
            var last = lastIndex;
            var index = last != null && last.isOf(ring, INDEX) ? last : BlindIndex.of(ring, INDEX);
            lastIndex = index;
            return index;
        });
    }

    /** Returns whom to count, those relieved first in front; nobody else counts until the transaction ends. */
    public Uni<List<Beneficiary>> toCount(Mutiny.StatelessSession session, int most) {
        return ALONE.bound()
                .first(session, _ -> true)
                .flatMap(_ -> UNCOUNTED
                        .bind("most", most)
                        .list(
                                session,
                                row -> new Uncounted(
                                        row.getUUID("case_id"), row.getInteger("relief"), row.getUUID("person"))))
                .flatMap(uncounted -> KNOWN.bindIds(
                                "persons",
                                uncounted.stream()
                                        .map(Uncounted::person)
                                        .filter(Objects::nonNull)
                                        .toList())
                        .list(session, row -> row.getUUID("person"))
                        .map(known -> beneficiaries(uncounted, known)));
    }

    private static List<Beneficiary> beneficiaries(List<Uncounted> uncounted, List<UUID> known) {
        var counted = new HashSet<>(known);
        var beneficiaries = new ArrayList<Beneficiary>();
        for (var one : uncounted) {
            // Of whom nothing is left, nobody can tell whether they were counted.
            var first = one.person() == null || counted.add(one.person());
            beneficiaries.add(new Beneficiary(one.caseId(), one.relief(), first));
        }
        return beneficiaries;
    }
}
