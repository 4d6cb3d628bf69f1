//! What is one more berth worth?
//!
//! You will learn to read a queue price as the worth of capacity, and how far it may be trusted for a large project.
//!
//! Two exporters use one port; the first has a dearer way round it. Let V(u) be the cost that all shippers perceive,
//! queues not counted (they pay for nothing), when the port allows u. The queue price λ is what one more unit would
//! save: λ = −dV/du. As V is convex, a berth of Δu saves at most λ Δu: the first ships it serves are those to which
//! it is worth most. This example uses the assignment by itself, on arrays, in Mt and USD per tonne.

use corridor::assign::{Conditions, Inputs, Method, QueuedLogit, Structure, Workspace};

/// What the port allows today, and what the berth adds, Mt a year.
const TODAY: f64 = 6.0;
const BERTH: f64 = 0.5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let today = with_port(TODAY)?;
    let with_berth = with_port(TODAY + BERTH)?;

    let saved = today.cost - with_berth.cost;
    let foretold = today.price * BERTH;
    println!("queue price today      {:>7.2} USD/t", today.price);
    println!("with the berth         {:>7.2} USD/t", with_berth.price);
    println!("price x berth          {foretold:>7.2} MUSD a year");
    println!("what it really saves   {saved:>7.2} MUSD a year");

    // The price is the derivative: a thousandth of a berth saves what it says.
    let sliver = with_port(TODAY + BERTH / 1000.0)?;
    let slope = (today.cost - sliver.cost) / (BERTH / 1000.0);
    assert!((slope - today.price).abs() < 1e-2 * today.price, "{slope} USD/t");
    // The whole berth saves less than price x berth, and more than the price that is left x berth.
    assert!(saved < foretold && saved > with_berth.price * BERTH);
    Ok(())
}

/// What comes out for a capacity of the port.
struct Port {
    /// USD per tonne.
    price: f64,
    /// Perceived cost of all shippers, queues not counted, MUSD a year.
    cost: f64,
}

fn with_port(capacity: f64) -> Result<Port, Box<dyn std::error::Error>> {
    let port = 0;
    let structure = Structure::builder(1)
        .demand()
        .route(&[(port, 1.0)])
        .route(&[])
        .demand()
        .route(&[(port, 1.0)])
        .build()?;
    let inputs = Inputs {
        volume: &[6.0, 3.0],
        cost: &[20.0, 32.0, 25.0],
        reservation: &[90.0, 90.0],
        capacity: &[capacity],
        dispersion: &[0.2, 0.2],
    };
    let mut workspace = Workspace::new(&structure);
    let conditions = Conditions::new(&structure, inputs)?;
    let assignment = QueuedLogit::default().assign(&conditions, &mut workspace);
    assert!(assignment.status().is_solved());
    Ok(Port { price: assignment.price()[port], cost: assignment.optimum() })
}
