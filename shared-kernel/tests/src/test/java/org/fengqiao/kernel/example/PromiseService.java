package org.fengqiao.kernel.example;

import java.util.Optional;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.example.Promises.Command;
import org.fengqiao.kernel.example.Promises.Event;
import org.fengqiao.kernel.example.Promises.Promise;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.service.ServiceEnvironment;

/** The service that promises are made to. docs/kernel.md shows the class below. */
@Singleton
public class PromiseService extends CaseService<Command, Promise, Event> {

    PromiseService(ServiceEnvironment environment) {
        super(
                CaseModel.of(Promises.TYPES, new Promises.Keeping())
                        .policy(new Promises.Following())
                        .view(new PromiseList())
                        .follows(followed())
                        .afterDeadline(_ -> Optional.of(new Command.GiveUp())),
                environment);
    }

    /** What promises follow on the common log. */
    static FollowedEvents<Command> followed() {
        return FollowedEvents.<Command>list()
                .on("fengqiao.routing.seen-kept.v1", Kept.class, (_, _) -> new Command.Keep())
                .build();
    }

    record Kept(String by) {}
}
