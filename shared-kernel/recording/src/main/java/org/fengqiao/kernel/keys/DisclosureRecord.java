package org.fengqiao.kernel.keys;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;
import static org.fengqiao.kernel.sql.Column.uuids;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Upsert;

/**
 * Record of who was shown whose personal data, and for what; never changed.
 *
 * @param at when
 * @param actor who saw it
 * @param caseId in which case
 * @param kinds of data
 * @param subjects whose data could be seen; empty if that is not known
 */
public record DisclosureRecord(
        Instant at, Actor actor, UUID caseId, Purpose purpose, Set<PersonalKind> kinds, Set<SubjectId> subjects) {

    private static final Upsert<DisclosureRecord> INSERT = Upsert.<DisclosureRecord>into("disclosure")
            .fixed(uuid("disclosure_id", _ -> Identifiers.next()))
            .fixed(time("at", DisclosureRecord::at))
            .fixed(text("actor_id", one -> one.actor().id()))
            .fixed(text("actor_unit", one -> one.actor().unit()))
            .fixed(text("actor_role", one -> one.actor().role()))
            .fixed(text("on_behalf_of", one -> one.actor().onBehalfOf()))
            .fixed(uuid("case_id", DisclosureRecord::caseId))
            .fixed(constant("purpose", DisclosureRecord::purpose))
            .fixed(text(
                    "kinds", one -> one.kinds().stream().map(PersonalKind::name).collect(Collectors.joining(","))))
            .fixed(uuids(
                    "subjects",
                    one -> one.subjects().stream().map(SubjectId::value).toList()))
            .build();

    /** Writes records in one statement; does nothing if there are none. */
    public static Uni<Void> insert(Mutiny.StatelessSession session, Collection<DisclosureRecord> records) {
        return INSERT.write(session, records);
    }
}
