# Kafka Connect of Kafka's own image, with the two plugins that bring our topics into PostgreSQL.
FROM maven:3.9-eclipse-temurin-17 AS plugins
COPY warehouse/connect /connect
RUN mvn -q -B -f /connect/pom.xml package -Dplugins=/opt/kafka/plugins

FROM apache/kafka:4.2.2
COPY --from=plugins /opt/kafka/plugins /opt/kafka/plugins
COPY warehouse/connect/worker.properties /opt/kafka/config/connect-bellhop.properties
CMD ["/opt/kafka/bin/connect-distributed.sh", "/opt/kafka/config/connect-bellhop.properties"]
