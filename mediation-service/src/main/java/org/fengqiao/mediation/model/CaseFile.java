package org.fengqiao.mediation.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.mediation.model.MediationEvent.CaseFileNoted;

/**
 * File of a case as a court needs it, as far as the front desk told; nothing here is said in a session.
 *
 * @param facts what happened; null if not known
 * @param claim what is wanted; null if not known
 * @param amount what is at stake; null if nothing is, or not known
 * @param people who was ever told of, the latest that was told of each
 */
public record CaseFile(
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText facts,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
        @Nullable Money amount,
        List<PersonFile> people) {

    static final CaseFile EMPTY = new CaseFile(null, null, null, List.of());

    public CaseFile {
        people = List.copyOf(people);
    }

    /** Returns whether the front desk has told the file: it always tells what happened. */
    boolean isTold() {
        return facts != null;
    }

    /** Returns the file with what was told now; what was not told stays. */
    CaseFile with(CaseFileNoted e) {
        return new CaseFile(
                e.facts() == null ? facts : e.facts(),
                e.claim() == null ? claim : e.claim(),
                e.amount() == null ? amount : e.amount(),
                Stream.concat(
                                people.stream()
                                        .filter(known -> e.people().stream()
                                                .noneMatch(
                                                        told -> told.partyId().equals(known.partyId()))),
                                e.people().stream())
                        .toList());
    }

    /** Returns what is known of a party; empty if nothing is. */
    public Optional<PersonFile> of(String partyId) {
        return people.stream().filter(one -> one.partyId().equals(partyId)).findFirst();
    }
}
