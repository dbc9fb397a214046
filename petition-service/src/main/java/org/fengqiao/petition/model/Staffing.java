package org.fengqiao.petition.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * People of the staff in a matter: who runs for the petitioner, who handles the matter, and who has to leave it to
 * others. Who handles it is never who runs.
 *
 * @param agent who runs for the petitioner
 * @param handling the organ that handles the matter, and its officer; null if none is named
 */
public record Staffing(String agent, @Nullable Handling handling, List<Errand> errands, List<Recusal> recusals) {

    public Staffing {
        errands = List.copyOf(errands);
        recusals = List.copyOf(recusals);
    }

    /** The handling organ, and its officer. */
    public record Handling(String organ, String handler) {}

    static Staffing of(String agent) {
        return new Staffing(agent, null, List.of(), List.of());
    }

    boolean isHandledBy(String person) {
        return handling != null && handling.handler().equals(person);
    }

    /** Returns whether the person runs for the petitioner, or is to run an errand. */
    boolean isRunBy(String person) {
        return agent.equals(person)
                || errands.stream()
                        .anyMatch(errand -> errand.isOpen() && errand.runner().equals(person));
    }

    boolean isRecused(String person) {
        return recusals.stream().anyMatch(one -> one.isGranted() && one.person().equals(person));
    }

    boolean hasOpenErrands() {
        return errands.stream().anyMatch(Errand::isOpen);
    }

    /** Returns whether it is not decided yet whether whoever handles the matter has an interest in it. */
    boolean isHandlerInDoubt() {
        return recusals.stream().anyMatch(one -> one.isOpen() && isHandledBy(one.person()));
    }

    Optional<Recusal> openAbout(String person) {
        return recusals.stream()
                .filter(one -> one.isOpen() && one.person().equals(person))
                .findFirst();
    }

    Optional<Recusal> recusal(int number) {
        return recusals.stream().filter(one -> one.recusal() == number).findFirst();
    }

    Optional<Errand> errand(int number) {
        return errands.stream().filter(one -> one.errand() == number).findFirst();
    }

    /**
     * Returns the people after somebody claimed the case in another custody of the same matter: who left it for an
     * interest does not run for the petitioner, and who handled it no longer does.
     */
    Staffing claimedBy(String worker) {
        if (isRecused(worker)) {
            return this;
        }
        return (isHandledBy(worker) ? handledBy(null) : this).runBy(worker);
    }

    /** Returns the people with another agent, to whom the errands of the one before go. */
    Staffing runBy(String other) {
        return new Staffing(
                other,
                handling,
                errands.stream()
                        .map(one -> one.isOpen() && one.runner().equals(agent) ? one.handedTo(other) : one)
                        .toList(),
                recusals);
    }

    Staffing handledBy(@Nullable Handling other) {
        return new Staffing(agent, other, errands, recusals);
    }

    Staffing with(Errand errand) {
        return new Staffing(
                agent,
                handling,
                Stream.concat(errands.stream(), Stream.of(errand)).toList(),
                recusals);
    }

    Staffing ran(int number, Errand.Outcome outcome) {
        return new Staffing(
                agent,
                handling,
                errands.stream()
                        .map(one -> one.errand() == number ? one.ran(outcome) : one)
                        .toList(),
                recusals);
    }

    Staffing with(Recusal recusal) {
        return new Staffing(
                agent,
                handling,
                errands,
                Stream.concat(recusals.stream(), Stream.of(recusal)).toList());
    }

    /** Returns the people after a decision; the replacement takes the place in all that the person had to do. */
    Staffing decided(int number, Recusal.Ruling ruling) {
        var person = recusal(number).orElseThrow().person();
        var decided = recusals.stream()
                .map(one -> one.recusal() == number ? one.decided(ruling) : one)
                .toList();
        var replacement = ruling.replacement();
        if (replacement == null) {
            return new Staffing(agent, handling, errands, decided);
        }
        return new Staffing(
                agent.equals(person) ? replacement : agent,
                handling != null && handling.handler().equals(person)
                        ? new Handling(handling.organ(), replacement)
                        : handling,
                errands.stream()
                        .map(one -> one.isOpen() && one.runner().equals(person) ? one.handedTo(replacement) : one)
                        .toList(),
                decided);
    }
}
