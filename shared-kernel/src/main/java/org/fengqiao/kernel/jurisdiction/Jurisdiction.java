package org.fengqiao.kernel.jurisdiction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import jakarta.ws.rs.core.Response;

import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.territory.Territory.Locality;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * Whose cases a caller may see and change, from the claims {@code district}, {@code street}, {@code community} and {@code unit} of the token. Each
 * claim narrows: a token with a street reaches the cases of that street. A unit reaches the cases it holds, and in its place those that no unit
 * holds yet.
 *
 * @param district {@link #WHOLE_CITY} for all districts
 * @param street null for the whole district
 * @param community null for the whole street
 * @param unit null for whatever unit holds the case
 */
public record Jurisdiction(
        String district,
        @Nullable String street,
        @Nullable String community,
        @Nullable String unit) {

    /** The claim {@code district} of those who work for the whole city. Never assumed: a token without a district reaches nothing. */
    public static final String WHOLE_CITY = "*";

    private static final String ROWS = """
            (:reachDistrict = '*' or %1$s.district = :reachDistrict)
             and (cast(:reachStreet as text) is null or %1$s.street = :reachStreet)
             and (cast(:reachCommunity as text) is null or %1$s.community = :reachCommunity)
             and (cast(:reachUnit as text) is null or %1$s.unit is null or %1$s.unit = :reachUnit)""";

    public Jurisdiction {
        Objects.requireNonNull(district, "district");
    }

    /**
     * The caller's.
     *
     * @throws Problem.Thrown 403 if the token names no district
     */
    public static Jurisdiction of(Caller caller) {
        var district = caller.claim("district");
        if (district == null || district.isBlank()) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.no-jurisdiction",
                            "The token names no district (claim district; * for the whole city).")
                    .exception();
        }
        return new Jurisdiction(district, caller.claim("street"), caller.claim("community"), caller.claim("unit"));
    }

    /** Whether nothing is beyond it. */
    public boolean isWholeCity() {
        return isOfAllPlaces() && unit == null;
    }

    /** Whether it is that of all places, whatever unit the caller acts for. */
    boolean isOfAllPlaces() {
        return district.equals(WHOLE_CITY) && street == null && community == null;
    }

    /** Whether a case there is within it, before any unit holds it. */
    public boolean covers(Locality locality) {
        return (district.equals(WHOLE_CITY) || district.equals(locality.district()))
                && (street == null || street.equals(locality.street()))
                && (community == null || community.equals(locality.community()));
    }

    /**
     * Goes on if a case there is within it.
     *
     * @throws Problem.Thrown 403 if it is not
     */
    public void requireCovers(Locality locality) {
        if (!covers(locality)) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.outside-jurisdiction",
                            "The place is not within the jurisdiction that the token names.")
                    .exception();
        }
    }

    /**
     * The condition, in SQL, that a row is within it.
     *
     * @param alias of a table with columns {@code district}, {@code street}, {@code community} and {@code unit}; one of this program's own words
     */
    public static String rows(String alias) {
        return ROWS.formatted(alias);
    }

    /**
     * The condition, in SQL, that a case is within it.
     *
     * @param caseId an expression for the case's id; one of this program's own words
     */
    public static String cases(String caseId) {
        return "(cast(:reachAll as boolean) or exists (select 1 from case_territory reach where reach.case_id = "
                + caseId + " and " + rows("reach") + "))";
    }

    /** A query whose text has the condition {@link #cases}, with what its parameters stand for. */
    public <T> SelectionQuery<T> within(SelectionQuery<T> query) {
        ofRows().forEach(query::setParameter);
        return query.setParameter("reachAll", isWholeCity());
    }

    /** What the parameters of {@link #rows} stand for. */
    public Map<String, @Nullable Object> ofRows() {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("reachDistrict", district);
        parameters.put("reachStreet", street);
        parameters.put("reachCommunity", community);
        parameters.put("reachUnit", unit);
        return parameters;
    }
}
