package org.fengqiao.routing;

import java.time.LocalDate;
import java.util.function.Supplier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.legalclock.DeadlineRules;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.routing.inbound.CommonLog;
import org.fengqiao.routing.model.AssignmentRules;
import org.fengqiao.routing.model.ConsultationRules;
import org.fengqiao.routing.model.ConsultationSorting;
import org.fengqiao.routing.model.Directory;
import org.fengqiao.routing.model.RelapseRules;
import org.fengqiao.routing.model.ReviewRules;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingDecider;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.Situation;
import org.fengqiao.routing.model.SupervisionRules;
import org.fengqiao.routing.model.TriageBook;
import org.fengqiao.routing.model.Workload;
import org.fengqiao.routing.policy.ApprovalPolicy;
import org.fengqiao.routing.policy.Belonging;
import org.fengqiao.routing.policy.ConsultationPolicy;
import org.fengqiao.routing.policy.DutyPolicy;
import org.fengqiao.routing.policy.RelapseWindow;
import org.fengqiao.routing.policy.ReviewPolicy;
import org.fengqiao.routing.policy.RoutingPolicy;
import org.fengqiao.routing.policy.SupervisionPolicy;
import org.fengqiao.routing.view.AlertList;
import org.fengqiao.routing.view.ConsultationList;
import org.fengqiao.routing.view.DutyList;
import org.fengqiao.routing.view.InboxList;
import org.fengqiao.routing.view.NoticeList;
import org.fengqiao.routing.view.QueueList;
import org.fengqiao.routing.view.ReviewList;
import org.fengqiao.routing.view.SortingList;
import org.fengqiao.routing.view.TypicalCaseList;

/** The routing of cases to the units that handle them. A case that nobody claimed in time goes one level up. */
@Singleton
public class RoutingService extends CaseService<RoutingCommand, RoutingCase, RoutingEvent> {

    RoutingService(RoutingRules rules, KeyRings keys, Workloads workloads, ServiceEnvironment environment) {
        super(
                CaseModel.of(RoutingEvent.TYPES, new RoutingDecider(rules))
                        .policy(policy())
                        .view(new QueueList()
                                .and(new AlertList())
                                .and(new ConsultationList())
                                .and(new DutyList())
                                .and(new SortingList(new ConsultationSorting(rules)))
                                .and(new ReviewList())
                                .and(new TypicalCaseList())
                                .and(new NoticeList())
                                .and(new InboxList(rules::units))
                                .and(workloads))
                        .follows(CommonLog.followed(keys, rules.supervision(), rules::units))
                        .afterDeadline(passed -> RoutingPolicy.follows(passed)
                                .or(() -> ConsultationPolicy.follows(passed))
                                .or(() -> DutyPolicy.follows(passed))
                                .or(() -> SupervisionPolicy.follows(passed))),
                environment);
    }

    /**
     * Returns the model as it comes with the program, without lists and channels: what a replay outside of the service
     * needs. Nothing that is folded asks for units or triage tables: those that come with the program stand for them.
     */
    public static CaseModel<RoutingCommand, RoutingCase, RoutingEvent> shipped(LegalClock legalClock) {
        var quiet = Situation.of(
                Directory.of(ShippedDistricts.listed().all()),
                Workload.NONE,
                DataFile.read("assignment.yaml", AssignmentRules.class),
                LocalDate.of(2026, 1, 1).atStartOfDay(),
                legalClock.calendar()::isWorkingDay);
        var rules = rules(legalClock, new TriageBooks()::shipped, () -> quiet);
        return CaseModel.of(RoutingEvent.TYPES, new RoutingDecider(rules)).policy(policy());
    }

    private static Consequence.Policy<RoutingCase, RoutingEvent> policy() {
        return new RoutingPolicy()
                .and(new RelapseWindow())
                .and(new Belonging())
                .and(new ConsultationPolicy())
                .and(new DutyPolicy())
                .and(new ReviewPolicy())
                .and(new SupervisionPolicy())
                .and(new ApprovalPolicy());
    }

    /**
     * Triage tables and times, read once; a faulty line keeps the service from starting and is named in the error.
     */
    @Produces
    @Singleton
    static RoutingRules rules(LegalClock legalClock, TriageBooks books, Directories directories) {
        return rules(legalClock, books::current, directories::situation);
    }

    private static RoutingRules rules(
            LegalClock legalClock, Supplier<TriageBook> tables, Supplier<Situation> situations) {
        var times = new DeadlineRules(legalClock);
        return new RoutingRules(
                tables,
                situations,
                DataFile.read("review-sheet.yaml", ReviewRules.class),
                DataFile.read("supervision.yaml", SupervisionRules.class),
                claimedAt -> times.due(RoutingPolicy.RETURN, claimedAt),
                concludedAt -> times.due(ReviewPolicy.APPEAL, concludedAt),
                DataFile.read("consultation-rules.yaml", ConsultationRules.class),
                DataFile.read("relapse.yaml", RelapseRules.class),
                closedAt -> times.due(RelapseWindow.RULE, closedAt));
    }
}
