package org.fengqiao.intake.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.FileCommand;
import org.fengqiao.intake.model.IntakeCommand.TellFile;
import org.fengqiao.intake.model.IntakeEvent.CaseFileTold;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.kernel.decision.Decision;

/** The file of a case as a table of state against command: it is told once, and only while the case goes on. */
final class FileDecider {

    private record Moment(IntakeCase state, FileCommand command) {}

    /** Decides about telling the file. What was taken back ends wherever it is, so that nobody needs its file. */
    Decision<IntakeEvent> decide(FileCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, TellFile _),
                    Moment(Waiting _, TellFile _),
                    Moment(Declined _, TellFile _),
                    Moment(Withdrawn _, TellFile _) -> alreadyTrue();
            case Moment(Accepted s, TellFile c) -> s.file().toldAt() == null ? accept(told(s, c)) : alreadyTrue();
        };
    }

    private static CaseFileTold told(Accepted state, TellFile command) {
        var registered = state.registered();
        return new CaseFileTold(
                registered.summary(),
                registered.claim(),
                registered.amount(),
                state.parties().all().map(PersonFile::of).toList(),
                command.at());
    }

    /** Notes that the file is told. */
    IntakeCase evolve(IntakeCase state, FileEvent event) {
        return switch (event) {
            case CaseFileTold e -> state.asRegistered().filing(file -> file.told(e.toldAt()));
        };
    }
}
