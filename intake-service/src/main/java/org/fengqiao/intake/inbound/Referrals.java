package org.fengqiao.intake.inbound;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.CaseDetails;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.FileUrgently;
import org.fengqiao.intake.model.IntakeCommand.ReceiveReferral;
import org.fengqiao.intake.model.IntakeCommand.ReportUrgency;
import org.fengqiao.intake.model.IntakeCommand.WithdrawReferral;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.model.Referral;
import org.fengqiao.intake.model.Registration;
import org.fengqiao.intake.policy.Fingerprints;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.wire.Bodies.ClaimBody;
import org.fengqiao.intake.wire.Messages.ReferralSubmitted;
import org.fengqiao.intake.wire.Messages.ReferralWithdrawn;
import org.fengqiao.intake.wire.UrgencyBodies.UrgentFlag;
import org.fengqiao.kernel.crypto.ReadableCodes;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.inbox.PartnerInbox;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.inbox.PartnerReader.Mistaken;
import org.fengqiao.kernel.inbox.Reading;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.value.Times;

/** Partners' referrals (四项对接). Intake also answers, on every partner's topic, for types that nobody takes. */
@ApplicationScoped
public class Referrals {

    /** The type of a referral. */
    public static final String SUBMITTED = "fengqiao.partner.referral-submitted.v1";

    /** The type with which a partner takes a referral back. */
    public static final String WITHDRAWN = "fengqiao.partner.referral-withdrawn.v1";

    private final PartnerInbox<IntakeCommand> inbox;

    Referrals(
            CaseService<IntakeCommand, ?, ?> service,
            PollTransactions transactions,
            ReceiptCodes receiptCodes,
            StrictJson json,
            IntakeRules rules,
            Places places,
            Gbt31000 codes,
            KeyRings keys,
            InstantSource clock) {
        this.inbox = new PartnerInbox<>(
                service,
                transactions,
                reader(json, receiptCodes, rules, places, codes, clock),
                referrals -> knowing(keys, referrals));
    }

    /** Returns the reader of all partners' topics. */
    static Function<ConsumerRecord<byte[], byte[]>, Reading<IntakeCommand>> reader(
            StrictJson json,
            ReceiptCodes receiptCodes,
            IntakeRules rules,
            Places places,
            Gbt31000 codes,
            InstantSource clock) {
        var readers = Arrays.stream(Partner.values())
                .map(Partner::topicName)
                .collect(toMap(partner -> partner + ".inbound", partner -> {
                    var types = PartnersTrades.addTo(
                            types(json, receiptCodes, rules, places, codes, clock), partner, clock);
                    if (partner.equals("court")) {
                        // On the court's topic mediation reads too, and answers for decisions on its filings.
                        types.leave("fengqiao.partner.confirmation-decided.v1")
                                .leave("fengqiao.partner.fast-track-decided.v1")
                                .leaveSource("/mediation");
                    }
                    if (partner.equals("petition-office")) {
                        // On the petition office's topic petition reads too, and answers for decisions of reviews.
                        types.leave("fengqiao.partner.review-decided.v1").leaveSource("/petition");
                    }
                    return types.answeringForUnknownTypes();
                }));
        return record -> Objects.requireNonNull(readers.get(record.topic()), record.topic())
                .apply(record);
    }

    /** A referral is compared with what is on record under its reference: the keys of those cases that are known. */
    private static Uni<UnaryOperator<IntakeCommand>> knowing(KeyRings keys, Collection<IntakeCommand> commands) {
        var cases = commands.stream()
                .flatMap(command -> switch (command) {
                    case ReceiveReferral c -> Stream.of(c.caseTexts());
                    case FileUrgently(ReceiveReferral c, var _) -> Stream.of(c.caseTexts());
                    case IntakeCommand _ -> Stream.<SubjectId>empty();
                })
                .collect(toSet());
        return keys.toOpen(Purpose.HANDLING_THE_CASE, cases).map(ring -> command -> switch (command) {
            case ReceiveReferral c -> c.with(ring);
            case FileUrgently(ReceiveReferral c, var report) -> new FileUrgently(c.with(ring), report);
            case IntakeCommand other -> other;
        });
    }

    private static PartnerReader.Builder<IntakeCommand> types(
            StrictJson json,
            ReceiptCodes receiptCodes,
            IntakeRules rules,
            Places places,
            Gbt31000 codes,
            InstantSource clock) {
        var types = PartnerReader.<IntakeCommand>of(json, clock)
                .on(SUBMITTED, ReferralSubmitted.class, ReferralSubmitted::reference, (partner, message, envelope) -> {
                    requireKnownCodes(message, rules, places, codes, clock);
                    var caseId = caseOf(partner, message.reference());
                    var referral = new Referral(partnerOf(partner), message.reference());
                    var registration = registration(caseId, referral.partner(), message, Times.dayOf(clock.instant()));
                    var received = new ReceiveReferral(
                            referral,
                            message.occurredAt().toInstant(),
                            registration,
                            Fingerprints.of(message.occurredAt().toInstant(), registration),
                            null,
                            ReadableCodes.hash(receiptCodes.of(caseId)),
                            clock.instant());
                    return new Order<>(
                            caseId,
                            flagged(partner, caseId, received, message.urgent()),
                            cause(partner, envelope, clock));
                })
                .on(WITHDRAWN, ReferralWithdrawn.class, ReferralWithdrawn::reference, (partner, message, envelope) -> {
                    var caseId = caseOf(partner, message.reference());
                    return new Order<>(
                            caseId,
                            new WithdrawReferral(
                                    new Referral(partnerOf(partner), message.reference()),
                                    PersonalText.of(SubjectId.ofCase(caseId), message.reason()),
                                    clock.instant()),
                            cause(partner, envelope, clock));
                });
        PartnersWords.addTo(types, rules, places, clock);
        return types;
    }

    /** @throws Mistaken if there is no such place, or a code of a person that there is not */
    private static void requireKnownCodes(
            ReferralSubmitted message, IntakeRules rules, Places places, Gbt31000 codes, InstantSource clock) {
        requireKnown(
                rules,
                clock,
                version -> message.faults(version.acceptance(), places, codes, Times.dayOf(clock.instant())));
    }

    /** @throws Mistaken if something in a message is not known by the rules in force */
    static void requireKnown(
            IntakeRules rules, InstantSource clock, Function<IntakeRules.Version, List<OffendingField>> judging) {
        rules.inForceAt(clock.instant()).ifPresent(version -> {
            var faults = judging.apply(version);
            if (!faults.isEmpty()) {
                throw new Mistaken(
                        "kernel.bad-input",
                        faults.stream()
                                .map(fault -> fault.field() + ": " + fault.detail())
                                .collect(Collectors.joining("; ")));
            }
        });
    }

    private static IntakeCommand flagged(
            String partner, UUID caseId, ReceiveReferral received, @Nullable UrgentFlag urgent) {
        if (urgent == null) {
            return received;
        }
        var account = urgent.account();
        return new FileUrgently(
                received,
                new ReportUrgency(
                        urgent.kind(),
                        account == null ? null : PersonalText.of(SubjectId.ofCase(caseId), account),
                        partner,
                        received.at()));
    }

    /** A case begins when it reaches us: when it happened, by the partner's word, is told by the event itself. */
    static Cause cause(String partner, Envelope envelope, InstantSource clock) {
        return new Cause(
                Actor.partner(partner),
                clock.instant(),
                Objects.requireNonNullElse(envelope.correlationId(), envelope.id()),
                envelope.id(),
                envelope.traceparent());
    }

    /** The case of a referral: always the same for the same reference, so that a repeat finds what it repeats. */
    public static UUID caseOf(String partner, String reference) {
        return Identifiers.of(partner + ":" + reference);
    }

    private static Partner partnerOf(String topicName) {
        return Partner.named(topicName);
    }

    private static Registration registration(UUID caseId, Partner partner, ReferralSubmitted message, LocalDate today) {
        var aboutTheCase = SubjectId.ofCase(caseId);
        return new Registration(
                partner.channel(),
                message.applicants().stream().map(one -> one.person(today)).toList(),
                message.respondents().stream().map(one -> one.person(today)).toList(),
                PersonalText.of(aboutTheCase, message.summary()),
                message.claim() == null ? null : PersonalText.of(aboutTheCase, message.claim()),
                message.amount(),
                message.categoryHint() == null ? null : PersonalText.of(aboutTheCase, message.categoryHint()),
                message.place().place(),
                message.occurredAt().toInstant(),
                message.groupSize(),
                null,
                CaseDetails.unlessEmpty(
                        ClaimBody.items(message.claims(), caseId),
                        message.place().addressOf(caseId),
                        message.place().point(),
                        null,
                        null));
    }

    /**
     * Consumes one poll of the police's topic. Each partner has a channel of its own: one that waits holds no other.
     */
    @Incoming("police-inbound")
    public Uni<Void> onPolice(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }

    /** Consumes one poll of the court's topic. */
    @Incoming("court-inbound")
    public Uni<Void> onCourt(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }

    /** Consumes one poll of the petition office's topic. */
    @Incoming("petition-office-inbound")
    public Uni<Void> onPetitionOffice(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }

    /** Consumes one poll of the procuratorate's topic. */
    @Incoming("procuratorate-inbound")
    public Uni<Void> onProcuratorate(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }
}
