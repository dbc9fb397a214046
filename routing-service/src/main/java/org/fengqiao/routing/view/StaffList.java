package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.routing.model.Employment;

/** All entries of the register of staff, written with the events they show. */
public final class StaffList implements CaseView<Employment> {

    private static final Statement ALL = Statement.of("select staff, employment from staff_entry");

    private static final ObjectMapper JSON = Json.mapper();

    private static final Upsert<Changed<Employment>> WRITE = Upsert.<Changed<Employment>>into("staff_entry")
            .key(uuid("entry", Changed::caseId))
            .set(bigint("version", Changed::version))
            .fixed(text("staff", one -> one.state().staff()))
            .set(text("employment", one -> written(one.state())))
            .build();

    /** Entries of a person in the register. */
    public record Entry(String staff, Employment employment) {}

    /** Reads all entries. */
    public static Uni<List<Entry>> all(Mutiny.StatelessSession session) {
        return ALL.bound().list(session, row -> new Entry(row.getString("staff"), read(row.getString("employment"))));
    }

    private static Employment read(String text) {
        try {
            return JSON.readValue(text, Employment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the staff cannot be read", e);
        }
    }

    private static String written(Employment employment) {
        try {
            return JSON.writeValueAsString(employment);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the staff cannot be written", e);
        }
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("staff_entry").by("entry"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Employment>> changed) {
        return WRITE.write(session, changed);
    }
}
