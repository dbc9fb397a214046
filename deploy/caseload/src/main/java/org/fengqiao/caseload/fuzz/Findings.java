package org.fengqiao.caseload.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Count of what was sent and what came of it, and a list of what should not have been. Thread-safe. */
final class Findings {

    private int sent;
    private int refused;
    private int taken;
    private int unanswered;
    private int serverFaults;
    private Duration slowest = Duration.ZERO;
    private final Map<String, Integer> offenders = new TreeMap<>();

    /** Notes that something malformed was sent. */
    synchronized void sent() {
        sent++;
    }

    /** Notes that it was answered, and after what time. */
    synchronized void answered(boolean accepted, Duration took) {
        if (accepted) {
            taken++;
        } else {
            refused++;
        }
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }

    synchronized void unanswered(String what) {
        unanswered++;
        offends(what + " → no answer");
    }

    synchronized void serverFault(String what) {
        serverFaults++;
        offends(what);
    }

    /** Notes something that should not have been; the same again is counted. */
    synchronized void offends(String what) {
        offenders.merge(what, 1, Integer::sum);
    }

    synchronized boolean none() {
        return offenders.isEmpty();
    }

    /** Returns the offenders, each with how often it came. */
    synchronized List<String> offenders() {
        return offenders.entrySet().stream()
                .map(one ->
                        one.getValue() == 1 ? one.getKey() : "%s (%d times)".formatted(one.getKey(), one.getValue()))
                .toList();
    }

    /** Returns what became of all that was sent. */
    synchronized String outcomes() {
        return "%d refused, %d harmless after all and taken; the slowest answer after %.1f s"
                .formatted(refused, taken, slowest.toMillis() / 1000.0);
    }

    /** Returns the line by which a run is judged. */
    synchronized String total() {
        return "fuzz: %d sent, %d unanswered, %d 5xx".formatted(sent, unanswered, serverFaults);
    }
}
