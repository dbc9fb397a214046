/** Plug-ins that Kafka Connect loads to carry the services' insert-only tables to Kafka. */
package org.fengqiao.connectors;
