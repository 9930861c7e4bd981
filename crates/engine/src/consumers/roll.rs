//! The list of the known consumers: their ids, their models, and whether their behaviour was measured.

use super::{
    aiokpl::Aiokpl, elastic::Elastic, firehose::Firehose, go::Go, hudi::Hudi, kcl::Kcl,
    kinesis_tailf::KinesisTailf, lambda::Lambda, lifion::Lifion, model::Model, node::Node,
    node_unchecked::NodeUnchecked, python::Python, rust_prost::RustProst, zio_kinesis::ZioKinesis,
};

/// A consumer of Kinesis records.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub enum Consumer {
    /// The Kinesis Client Library for Java, versions 1 to 3.
    Kcl,
    /// `aws_kinesis_agg` 1.2.3 for Python.
    Python,
    /// `aws-kinesis-agg` 4.2.8 for Node.js with `computeChecksums` on.
    Node,
    /// `aws-kinesis-agg` 4.2.8 for Node.js with `computeChecksums` off.
    NodeUnchecked,
    /// The deaggregator of awslabs/kinesis-aggregation for Go, version 2.
    Go,
    KinesisTailf,
    /// Disney's Kinesis client for Rust, as an example of a reader over prost.
    RustProst,
    Aiokpl,
    /// Apache Hudi's deaggregator.
    Hudi,
    /// Elastic's elastic-serverless-forwarder.
    Elastic,
    /// lifion-kinesis for Node.js.
    Lifion,
    ZioKinesis,
    /// Amazon Data Firehose.
    Firehose,
    /// An AWS Lambda function without a deaggregator.
    Lambda,
}

impl Consumer {
    /// All consumers in the order of the report: those that were measured come first.
    pub const ALL: [Self; 14] = [
        Self::Kcl,
        Self::Python,
        Self::Node,
        Self::NodeUnchecked,
        Self::Go,
        Self::KinesisTailf,
        Self::RustProst,
        Self::Aiokpl,
        Self::Hudi,
        Self::Elastic,
        Self::Lifion,
        Self::ZioKinesis,
        Self::Firehose,
        Self::Lambda,
    ];

    /// The word that stands for the consumer in the report.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kcl => "kcl",
            Self::Python => "python",
            Self::Node => "node",
            Self::NodeUnchecked => "node-unchecked",
            Self::Go => "go",
            Self::KinesisTailf => "kinesis-tailf",
            Self::RustProst => "rust-prost",
            Self::Aiokpl => "aiokpl",
            Self::Hudi => "hudi",
            Self::Elastic => "elastic-serverless-forwarder",
            Self::Lifion => "lifion-kinesis",
            Self::ZioKinesis => "zio-kinesis",
            Self::Firehose => "firehose",
            Self::Lambda => "lambda",
        }
    }

    /// Whether the consumer was run to see what it does. Otherwise the model was made from its source or
    /// documentation.
    #[must_use]
    pub const fn measured(self) -> bool {
        !matches!(
            self,
            Self::Hudi | Self::Elastic | Self::Lifion | Self::ZioKinesis | Self::Firehose | Self::Lambda
        )
    }

    pub(super) fn model(self) -> &'static dyn Model {
        match self {
            Self::Kcl => &Kcl,
            Self::Python => &Python,
            Self::Node => &Node,
            Self::NodeUnchecked => &NodeUnchecked,
            Self::Go => &Go,
            Self::KinesisTailf => &KinesisTailf,
            Self::RustProst => &RustProst,
            Self::Aiokpl => &Aiokpl,
            Self::Hudi => &Hudi,
            Self::Elastic => &Elastic,
            Self::Lifion => &Lifion,
            Self::ZioKinesis => &ZioKinesis,
            Self::Firehose => &Firehose,
            Self::Lambda => &Lambda,
        }
    }
}
