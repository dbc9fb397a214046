package org.fengqiao.routing;

import java.time.Duration;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.service.RegisterModel;
import org.fengqiao.kernel.service.RegisterService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.kernel.time.StartOrder;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.model.UnitRegister;
import org.fengqiao.routing.model.UnitRegister.Command;
import org.fengqiao.routing.model.UnitRegister.Event;
import org.fengqiao.routing.model.Versions;

/**
 * The units that people registered, changed and closed. Each instance of the service reads them when it starts and
 * then every ten seconds; the instance that took a change goes by it at once.
 */
@Singleton
public class RegisteredUnits extends RegisterService<Command, Versions<Unit>, Event> {

    /** The entry of the register that holds all units. */
    public static final String ENTRY = "units";

    private final Directories directories;

    RegisteredUnits(Directories directories, UnitRegister register, ServiceEnvironment environment) {
        super(RegisterModel.of("units", UnitRegister.TYPES, _ -> ENTRY, register), environment);
        this.directories = directories;
    }

    /** The rules by which a change is taken or refused. */
    @Produces
    @Singleton
    static UnitRegister register(Directories directories, TriageBooks books) {
        return new UnitRegister(
                directories.shipped().shippedUnits(), () -> books.current().categoryCodes());
    }

    /** Reads the units before the first case is assigned, and from then on again and again. */
    void start(@Observes @Priority(StartOrder.BEFORE_RECORDS) StartupEvent event, Schedule schedule) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::refresh);
        schedule.every("${fengqiao.routing.units.read-every:10s}", Duration.ofSeconds(10), "units", this::refresh);
    }

    /** Reads what was changed, for the cases that are assigned from now on. */
    public Uni<Versions<Unit>> refresh() {
        return current(ENTRY).map(now -> {
            directories.useUnits(now.state());
            return now.state();
        });
    }
}
