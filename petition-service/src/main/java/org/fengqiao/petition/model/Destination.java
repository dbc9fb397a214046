package org.fengqiao.petition.model;

/** Kind of organ to which a petition belongs that is not answered by an opinion (信访工作条例 arts. 30, 31). */
public enum Destination {
    /** A court. */
    COURT,
    /** The organ of administrative review (行政复议). */
    REVIEW_ORGAN,
    /** The procuratorate. */
    PROCURATORATE,
    /** The police. */
    POLICE,
    /** An arbitration commission. */
    ARBITRATION_COMMISSION,
    /** An organ of the Party. */
    PARTY_ORGAN,
    /** Discipline inspection and supervision (纪检监察). */
    DISCIPLINE_INSPECTION,
    /** The organ in whose competence it lies (有权处理的机关). */
    COMPETENT_ORGAN
}
