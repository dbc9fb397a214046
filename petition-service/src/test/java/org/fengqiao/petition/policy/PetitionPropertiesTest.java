package org.fengqiao.petition.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.By;
import org.fengqiao.petition.model.Delivery;
import org.fengqiao.petition.model.Errand;
import org.fengqiao.petition.model.Finality;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionCommand.AskRecusal;
import org.fengqiao.petition.model.PetitionCommand.ConcludePetition;
import org.fengqiao.petition.model.PetitionCommand.DecideRecusal;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndTrack;
import org.fengqiao.petition.model.PetitionCommand.HearReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.NameAgent;
import org.fengqiao.petition.model.PetitionCommand.NameHandler;
import org.fengqiao.petition.model.PetitionCommand.NoteTrack;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionCommand.PlanErrand;
import org.fengqiao.petition.model.PetitionCommand.RunErrand;
import org.fengqiao.petition.model.PetitionKind;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.PetitionScenarios;
import org.fengqiao.petition.model.Recusal;
import org.fengqiao.petition.model.Review;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;
import org.fengqiao.petition.model.Track;

/** Properties of petitions that hold whatever is asked, in whatever order. */
class PetitionPropertiesTest extends PetitionScenarios {

    private static final List<String> PEOPLE = List.of("sun", "ma", "qian", "li");
    private static final List<String> UNITS = List.of("housing-bureau", "land-bureau", "kunhe-desk");

    private static <T> T any(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static <T extends Enum<T>> T any(Random random, Class<T> type) {
        return any(random, List.of(type.getEnumConstants()));
    }

    /** Whatever somebody may ask; {@code kind} is the only one that the petition is judged to be, or null. */
    private static PetitionCommand command(Random random, Instant now, PetitionKind kind) {
        var by = new By(any(random, PEOPLE), any(random, UNITS));
        return switch (random.nextInt(16)) {
            case 0 -> {
                var custody = 1 + random.nextInt(4);
                var received = random.nextInt(4) == 0 ? now : RECEIVED;
                yield new OpenPetition(
                        CASE,
                        custody,
                        "kunhe-desk",
                        any(random, PEOPLE),
                        "OTHER",
                        KUNHE,
                        PARTIES,
                        received,
                        received,
                        now);
            }
            case 1 -> new DiscontinuePetition(1 + random.nextInt(4), any(random, DiscontinuationCause.class), now);
            case 2 -> new NotifyPetitioner(by, null, now);
            case 3 ->
                judge(
                        kind == null ? any(random, PetitionKind.class) : kind,
                        random.nextBoolean() ? new String[0] : new String[] {"land-bureau"});
            case 4 -> new NameHandler(by, any(random, UNITS), any(random, PEOPLE), now);
            case 5 -> new NameAgent(by, any(random, PEOPLE), now);
            case 6 -> new PlanErrand(by, text("何处"), text("何事"), any(random, PEOPLE), LocalDate.EPOCH, now);
            case 7 -> new RunErrand(by, 1 + random.nextInt(3), text("答复"), null, now);
            case 8 -> new AskRecusal(by, any(random, PEOPLE), any(random, Recusal.Asker.class), text("亲属"), now);
            case 9 -> {
                var granted = random.nextBoolean();
                yield new DecideRecusal(by, 1 + random.nextInt(2), granted, granted ? any(random, PEOPLE) : null, now);
            }
            case 10, 11 ->
                new DeliverReply(
                        by,
                        any(random, PetitionResult.class),
                        null,
                        PAPER,
                        new Delivery(Delivery.Manner.POST, "applicant-1", now, null),
                        now);
            case 12 -> new ConcludePetition(by, any(random, PetitionResult.class), now);
            case 13 -> ask(any(random, ReviewLevel.class), now);
            case 14 ->
                new HearReviewDecision(
                        CASE + "/petition/" + (1 + random.nextInt(4)),
                        any(random, ReviewLevel.class),
                        any(random, ReviewDecision.class),
                        null,
                        new ReportedTime(now, now));
            default ->
                random.nextBoolean()
                        ? new NoteTrack(by, any(random, Track.class), null, now)
                        : new EndTrack(by, any(random, Track.class), now);
        };
    }

    private interface Look {
        void at(Petition before, Petition after, PetitionCommand command);
    }

    private static WorkedMatter play(long seed, PetitionKind kind, Look look) {
        var random = new Random(seed);
        var matter = new WorkedMatter(CASE);
        var now = NOON;
        for (var step = 0; step < 150; step++) {
            now = now.plus(Duration.ofHours(random.nextInt(30)));
            if (random.nextInt(10) == 0) {
                matter.passes(now);
            }
            var before = matter.state();
            var command = command(random, now, kind);
            if (matter.tries(command, now)) {
                look.at(before, matter.state(), command);
            }
        }
        return matter;
    }

    @Property(tries = 300)
    void whoHandlesAMatterNeverRunsForThePetitioner(@ForAll long seed) {
        play(seed, null, (_, after, command) -> {
            var staffing = after.matter().staffing();
            var handling = staffing.handling();
            if (handling != null) {
                assertThat(staffing.agent()).as("%s", command).isNotEqualTo(handling.handler());
                assertThat(staffing.errands())
                        .filteredOn(Errand::isOpen)
                        .extracting(Errand::runner)
                        .as("%s", command)
                        .doesNotContain(handling.handler());
            }
            for (var recusal : staffing.recusals()) {
                if (recusal.ruling() != null && recusal.ruling().granted()) {
                    assertThat(staffing.agent()).as("%s", command).isNotEqualTo(recusal.person());
                }
            }
        });
    }

    @Property(tries = 300)
    void whatIsFinalIsNeverAnsweredOrReviewedAgainInTheSameMatter(@ForAll long seed) {
        play(seed, PetitionKind.OPINION, (before, after, command) -> {
            if (before.matter().review() instanceof Review.Final && !(command instanceof OpenPetition)) {
                assertThat(after.matter().review()).isEqualTo(before.matter().review());
                assertThat(after.matter().replies()).isEqualTo(before.matter().replies());
            }
        });
    }

    @Property(tries = 300)
    void thereIsOneReviewAtATimeAndTheSecondComesAfterTheFirst(@ForAll long seed) {
        play(seed, PetitionKind.OPINION, (before, after, _) -> {
            if (after.matter().review() instanceof Review.Pending(var level, var _, var _)
                    && !before.matter().review().equals(after.matter().review())) {
                assertThat(before.matter().review()).isInstanceOf(Review.MayBeAsked.class);
                if (level == ReviewLevel.SECOND_REVIEW) {
                    assertThat(after.matter().decided()).anyMatch(one -> one.level() == ReviewLevel.REVIEW);
                }
            }
            if (after.matter().review() instanceof Review.Final(var finality)
                    && finality.ground() == Finality.Ground.SECOND_REVIEW_DECIDED) {
                assertThat(after.matter().decided().getLast().level()).isEqualTo(ReviewLevel.SECOND_REVIEW);
            }
        });
    }

    /** Art. 30: an accusation leads to no message at all, and to no deadline but the notice. */
    @Property(tries = 300)
    void nothingOfAnAccusationIsSentToAnybody(@ForAll long seed) {
        var matter = play(seed, PetitionKind.ACCUSATION, (_, _, _) -> {});
        assertThat(matter.sent()).isEmpty();
    }

    @Property(tries = 300)
    void theAccusedUnitDoesNothingInItsOwnMatter(@ForAll long seed) {
        play(seed, PetitionKind.ACCUSATION, (before, _, command) -> {
            if (command instanceof PetitionCommand.Act act) {
                assertThat(before.matter().accuses(act.by().unit())).isFalse();
            }
        });
    }
}
