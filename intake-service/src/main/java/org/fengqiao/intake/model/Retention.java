package org.fengqiao.intake.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fengqiao.intake.model.ErasureRequest.Granted;
import org.fengqiao.intake.model.ErasureRequest.Lapsed;
import org.fengqiao.intake.model.ErasureRequest.Pending;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Retention of the personal data of a case: what keeps it, and whose was erased.
 *
 * @param holds what keeps everything as it is, by the reference of whoever asked for it
 * @param ending whether the case ended, and how
 * @param requests who was to be forgotten, first to last
 */
public record Retention(List<LegalHold> holds, Ending ending, List<ErasureRequest> requests) {

    public Retention {
        holds = List.copyOf(holds);
        requests = List.copyOf(requests);
    }

    /** Returns the retention of a case that has just come in: nobody asked for anything. */
    public static Retention fresh() {
        return new Retention(List.of(), new Ending.Open(0), List.of());
    }

    boolean isUnderHold() {
        return !holds.isEmpty();
    }

    boolean isHeldBy(String reference) {
        return holds.stream().anyMatch(hold -> hold.reference().equals(reference));
    }

    /** Returns who was forgotten. */
    public Set<SubjectId> erased() {
        return requests.stream()
                .filter(Granted.class::isInstance)
                .map(request -> request.requested().subject())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean hasForgotten(SubjectId subject) {
        return erased().contains(subject);
    }

    /** Returns the requests that nobody has decided. */
    public Stream<ErasureRequested> pending() {
        return requests.stream().filter(Pending.class::isInstance).map(ErasureRequest::requested);
    }

    boolean isToForget(SubjectId subject) {
        return pending().anyMatch(requested -> requested.subject().equals(subject));
    }

    /** Returns the number of the last request about that person; 0 if there is none. */
    public int lastApprovalOf(SubjectId subject) {
        return requests.stream()
                .map(ErasureRequest::requested)
                .filter(requested -> requested.subject().equals(subject))
                .mapToInt(ErasureRequested::approval)
                .max()
                .orElse(0);
    }

    /** Returns the request of that number; empty if there is none. */
    public Optional<ErasureRequest> request(int approval) {
        return approval < 1 || approval > requests.size() ? Optional.empty() : Optional.of(requests.get(approval - 1));
    }

    int nextApproval() {
        return requests.size() + 1;
    }

    Retention held(LegalHold hold) {
        var more = new ArrayList<>(holds);
        more.add(hold);
        return new Retention(more, ending, requests);
    }

    Retention released(String reference) {
        return new Retention(
                holds.stream()
                        .filter(hold -> !hold.reference().equals(reference))
                        .toList(),
                ending,
                requests);
    }

    Retention ended(Ending how) {
        return new Retention(holds, how, requests);
    }

    Retention settled() {
        return ended(ending.settled());
    }

    /** Returns the retention of a case that goes on: what was asked for lapses. */
    Retention reopened() {
        return new Retention(
                holds,
                new Ending.Open(ending.closure()),
                requests.stream()
                        .map(request -> request instanceof Pending(var requested) ? new Lapsed(requested) : request)
                        .toList());
    }

    Retention asked(ErasureRequested requested) {
        var more = new ArrayList<>(requests);
        more.add(new Pending(requested));
        return new Retention(holds, ending, more);
    }

    Retention decided(int approval, Function<ErasureRequested, ErasureRequest> decision) {
        var more = new ArrayList<>(requests);
        more.set(approval - 1, decision.apply(more.get(approval - 1).requested()));
        return new Retention(holds, ending, more);
    }
}
