package org.fengqiao.routing;

import java.time.Duration;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.service.RegisterModel;
import org.fengqiao.kernel.service.RegisterService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.kernel.time.StartOrder;
import org.fengqiao.routing.model.TableRegister;
import org.fengqiao.routing.model.TableRegister.Command;
import org.fengqiao.routing.model.TableRegister.Event;
import org.fengqiao.routing.model.TableRegister.Tables;
import org.fengqiao.routing.model.TriageBook;

/**
 * The triage tables that people put in force. Each instance of the service reads them when it starts, and then every
 * ten seconds: long before the day on which one comes into force.
 */
@Singleton
public class TriageTables extends RegisterService<Command, Tables, Event> {

    /** The entry of the register that holds all tables. */
    public static final String ENTRY = "triage";

    private final TriageBooks books;

    TriageTables(TriageBooks books, ServiceEnvironment environment) {
        super(
                RegisterModel.of("triage-tables", TableRegister.TYPES, _ -> ENTRY, new TableRegister(books.shipped())),
                environment);
        this.books = books;
    }

    /** Reads the tables before the first case is judged, and from then on again and again. */
    void start(@Observes @Priority(StartOrder.BEFORE_RECORDS) StartupEvent event, Schedule schedule) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::refresh);
        schedule.every(
                "${fengqiao.routing.tables.read-every:10s}", Duration.ofSeconds(10), "triage tables", this::refresh);
    }

    /** Reads which tables are approved, for the cases that are judged from now on. */
    public Uni<TriageBook> refresh() {
        return current(ENTRY).map(now -> {
            var book = books.shipped();
            for (var table : now.state().approved()) {
                book = book.with(table);
            }
            books.use(book);
            return book;
        });
    }
}
