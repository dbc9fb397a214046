package org.fengqiao.caseload.play;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Life;
import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.partner.Mailbox;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.profile.Profile;

/** A profile that is played from its first to its last day. */
public final class PlayedProfile {

    /** Number of failures with which the rest is not worth waiting for. */
    private static final int TOO_MANY_FAILURES = 20;

    private final Profile profile;
    private final Services services;
    private final ServiceClocks clocks;
    private final PartnerSystems partners;
    private final Mailbox mailbox;
    private final Watcher watcher;
    private final OnlineServices online;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger rested = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Life> cases = new ConcurrentHashMap<>();
    private final List<Life> lives;

    /** Observer of the passing year. */
    public interface Watcher {
        /** Tells the moment that is reached, and how many cases have come in and how many of them have come to rest. */
        void moment(LocalDateTime moment, int begun, int rested);
    }

    /** Plays this profile with these services and partners. */
    public PlayedProfile(
            Profile profile, Services services, PartnerSystems partners, Mailbox mailbox, Watcher watcher) {
        this.profile = profile;
        this.services = services;
        this.clocks = new ServiceClocks(services);
        this.partners = partners;
        this.mailbox = mailbox;
        this.watcher = watcher;
        this.lives = new LifePlanner(profile).lives();
        this.online = OnlineServices.of(profile, services);
    }

    /** Plays the year. Returns what could not be done, in words; empty if all went as planned. */
    public List<String> play() throws InterruptedException {
        var start = profile.from().atTime(LifePlanner.MORNING);
        var end = profile.to().atTime(LifePlanner.AFTERNOON);
        var year = new SimulatedYear(start, end);
        var actors = Stream.concat(
                        Stream.of(
                                new SimulatedYear.Actor(
                                        start,
                                        () -> run("the centre", year, new CentreWork(profile, services, year)::work)),
                                new SimulatedYear.Actor(
                                        start, () -> run("parties online", year, () -> online.work(year)))),
                        lives.stream().flatMap(life -> actors(life, year)))
                .toList();
        try {
            year.run(actors, this::tellTime);
        } catch (CalledOff exception) {
            failures.add(exception.getMessage());
        }
        return List.copyOf(failures);
    }

    /** Work that goes on beside the cases until the year is over. */
    private interface Work {
        void go() throws StepFailed, IOException, InterruptedException;
    }

    private void run(String who, SimulatedYear year, Work work) {
        try {
            work.go();
        } catch (SimulatedYear.Over _) {
            // The last day has passed.
        } catch (StepFailed | IOException exception) {
            failures.add("%s, at %s: %s".formatted(who, year.now(), exception.getMessage()));
        } catch (RuntimeException bug) {
            failures.add("%s, at %s: %s".formatted(who, year.now(), bug));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the lives that were planned, by the ids of their cases, as far as they have one. */
    public Map<String, Life> cases() {
        return Map.copyOf(cases);
    }

    /** Returns all lives that were planned. */
    public List<Life> lives() {
        return lives;
    }

    private Stream<SimulatedYear.Actor> actors(Life life, SimulatedYear year) {
        var work = new CaseWork(services, partners, mailbox, profile.name(), profile.district(), life);
        return Stream.concat(
                Stream.of(new SimulatedYear.Actor(life.comesInAt(), () -> live(life, work, year))),
                life.questionedAt().stream()
                        .map(asked -> new SimulatedYear.Actor(
                                asked, () -> run("talk about " + work.name(), year, talk(life, work, year)))));
    }

    private Work talk(Life life, CaseWork work, SimulatedYear year) {
        return () -> new PartnerTalk(services, partners, mailbox, profile.name(), profile.district(), life, year)
                .talk(work.name());
    }

    private void live(Life life, CaseWork work, SimulatedYear year) {
        begun.incrementAndGet();
        try {
            new PlayedLife(life, work, year, online).play();
        } catch (SimulatedYear.Over _) {
            // The year ended before the life; how many cases are closed then is checked by who counts them.
        } catch (StepFailed | IOException exception) {
            failures.add("%s, course \"%s\", at %s: %s"
                    .formatted(work.name(), life.course().name(), year.now(), exception.getMessage()));
        } catch (RuntimeException bug) {
            // Nobody would hear of it otherwise: the life would end, and only the numbers would be short.
            failures.add("%s, course \"%s\", at %s: %s"
                    .formatted(work.name(), life.course().name(), year.now(), bug));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            cases.put(work.name(), life);
            rested.incrementAndGet();
        }
    }

    /** The year is called off. */
    private static final class CalledOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CalledOff(String message) {
            super(message, null, false, false);
        }
    }

    private void tellTime(LocalDateTime moment) throws InterruptedException {
        if (failures.size() >= TOO_MANY_FAILURES) {
            throw new CalledOff("called off at %s after %d failures".formatted(moment, failures.size()));
        }
        try {
            clocks.tell(Messages.at(moment));
        } catch (StepFailed exception) {
            failures.add(exception.getMessage());
        }
        watcher.moment(moment, begun.get(), rested.get());
    }
}
