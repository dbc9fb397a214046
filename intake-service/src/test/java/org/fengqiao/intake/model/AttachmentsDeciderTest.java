package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_ATTACHMENT;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_ATTACHMENTS;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.Attachment.HandedInBy;
import org.fengqiao.intake.model.IntakeCommand.AddAttachment;
import org.fengqiao.intake.model.IntakeCommand.WithdrawAttachment;
import org.fengqiao.intake.model.IntakeEvent.AttachmentAdded;
import org.fengqiao.intake.model.IntakeEvent.AttachmentWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.kernel.decision.Decision.Accepted;

/** Documents that are handed in and withdrawn. */
class AttachmentsDeciderTest {

    static AddAttachment add(String content) {
        return new AddAttachment(
                "hash of " + content, content, 4_096, FileType.JPEG, HandedInBy.PARTY, words("漏水.jpg"), 3, NOON);
    }

    static AttachmentAdded added(int number, String content) {
        return new AttachmentAdded(
                number, "hash of " + content, content, 4_096, FileType.JPEG, HandedInBy.PARTY, words("漏水.jpg"), NOON);
    }

    static final WithdrawAttachment WITHDRAW = new WithdrawAttachment(1, NOON);
    static final AttachmentWithdrawn WITHDRAWN = new AttachmentWithdrawn(1, NOON);

    @Test
    void documentsAreNumberedAsTheyComeIn() {
        UNKNOWN.given(REGISTERED).when(add("ceiling")).then(added(1, "ceiling"));
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, added(1, "ceiling"))
                .when(add("floor"))
                .then(added(2, "floor"));
    }

    @Test
    void theSameContentIsAddedOnce() {
        UNKNOWN.given(REGISTERED, added(1, "ceiling")).when(add("ceiling")).thenNothing();
    }

    @Test
    void aWithdrawnDocumentMayBeHandedInAgainAndGetsAnotherNumber() {
        UNKNOWN.given(REGISTERED, added(1, "ceiling")).when(WITHDRAW).then(WITHDRAWN);
        var withdrawn = UNKNOWN.given(REGISTERED, added(1, "ceiling"), WITHDRAWN);
        withdrawn.when(WITHDRAW).thenNothing();
        withdrawn.when(add("ceiling")).then(added(2, "ceiling"));
    }

    @Test
    void noCaseHasMoreDocumentsThanTheRulesAllow() {
        var full = UNKNOWN.given(REGISTERED, added(1, "a"), added(2, "b"), added(3, "c"));
        full.when(add("d")).thenRefused(TOO_MANY_ATTACHMENTS);
        full.given(WITHDRAWN).when(add("d")).then(added(4, "d"));
    }

    @Test
    void nothingIsAddedToACaseThatIsNotGoingOn() {
        UNKNOWN.when(add("ceiling")).thenRefused(NO_SUCH_CASE);
        UNKNOWN.given(
                        REGISTERED_OUTSIDE,
                        new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, Destination.CENTRE_OF_THE_PLACE, null))
                .when(add("ceiling"))
                .thenRefused(ALREADY_DECLINED);
        UNKNOWN.given(REGISTERED, new CaseWithdrawn(words("和好了")))
                .when(add("ceiling"))
                .thenRefused(ALREADY_WITHDRAWN);
    }

    @Test
    void onlyWhatIsThereIsWithdrawn() {
        UNKNOWN.when(WITHDRAW).thenRefused(NO_SUCH_CASE);
        UNKNOWN.given(REGISTERED).when(WITHDRAW).thenRefused(NO_SUCH_ATTACHMENT);
        UNKNOWN.given(REGISTERED, added(1, "ceiling"))
                .when(new WithdrawAttachment(0, NOON))
                .thenRefused(NO_SUCH_ATTACHMENT);
    }

    @Test
    void nothingIsDeletedThatAnAuthorityNeeds() {
        var hold = new LegalHold(LegalHold.Authority.COURT, "(2024)内0203民初1234号");
        var held = UNKNOWN.given(REGISTERED, added(1, "ceiling"), new LegalHoldPlaced(hold));
        held.when(WITHDRAW).thenRefused(UNDER_LEGAL_HOLD);
        held.when(add("floor")).then(added(2, "floor"));
        held.given(new LegalHoldReleased(hold.reference())).when(WITHDRAW).then(WITHDRAWN);
    }

    @Property
    void whateverIsHandedInAndWithdrawnNumbersAreNeverUsedTwice(
            @ForAll @Size(max = 30) List<@IntRange(min = -8, max = 8) Integer> steps) {
        var story = UNKNOWN.given(REGISTERED);
        for (var step : steps) {
            var decision = story.when(step > 0 ? add("content " + step) : new WithdrawAttachment(-step, NOON))
                    .decision();
            if (decision instanceof Accepted<IntakeEvent>(var events)) {
                story = story.given(events);
            }
        }
        var added = story.history().stream()
                .filter(AttachmentAdded.class::isInstance)
                .map(event -> ((AttachmentAdded) event).attachment())
                .toList();
        assertThat(added).doesNotHaveDuplicates().isSorted();
        var state = story.decider().replay(story.history()).asRegistered();
        assertThat(state.attachments().kept().count()).isLessThanOrEqualTo(3);
        assertThat(state.attachments().kept().map(AttachmentAdded::fingerprint)).doesNotHaveDuplicates();
    }
}
