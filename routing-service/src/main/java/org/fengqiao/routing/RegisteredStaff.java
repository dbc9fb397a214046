package org.fengqiao.routing;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Map;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.service.RegisterModel;
import org.fengqiao.kernel.service.RegisterService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.kernel.time.StartOrder;
import org.fengqiao.routing.model.Employment;
import org.fengqiao.routing.model.StaffRegister;
import org.fengqiao.routing.model.StaffRegister.Command;
import org.fengqiao.routing.model.StaffRegister.Event;
import org.fengqiao.routing.view.StaffList;

/**
 * The people whom others registered or changed, an entry each. Each instance of the service reads all entries when it
 * starts and then every ten seconds; the instance that took a change goes by it at once.
 */
@Singleton
public class RegisteredStaff extends RegisterService<Command, Employment, Event> {

    private final Directories directories;
    private final Mutiny.SessionFactory sessions;

    RegisteredStaff(
            Directories directories,
            TriageBooks books,
            Mutiny.SessionFactory sessions,
            ServiceEnvironment environment) {
        super(
                RegisterModel.of(
                                "staff",
                                StaffRegister.TYPES,
                                Event::staff,
                                new StaffRegister(
                                        directories.shipped()::shippedStaff,
                                        day -> directories.current().unitsOn(day),
                                        () -> books.current().categoryCodes()))
                        .view(new StaffList()),
                environment);
        this.directories = directories;
        this.sessions = sessions;
    }

    /** Reads the staff before the first case is assigned, and from then on again and again. */
    void start(@Observes @Priority(StartOrder.BEFORE_RECORDS) StartupEvent event, Schedule schedule) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::refresh);
        schedule.every("${fengqiao.routing.staff.read-every:10s}", Duration.ofSeconds(10), "staff", this::refresh);
    }

    /** Reads what was changed, for the cases that are assigned from now on. */
    public Uni<Map<String, Employment>> refresh() {
        return sessions.withStatelessSession(StaffList::all)
                .map(entries -> entries.stream().collect(toMap(StaffList.Entry::staff, StaffList.Entry::employment)))
                .invoke(directories::useStaff);
    }
}
